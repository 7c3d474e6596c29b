package io.vigie.api.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What only the collector can see is told to streams, and taken back. */
class WatchmanTest {
  private static final Duration A_FEW_TURNS = Duration.ofSeconds(45);

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn().with("x-vigie-request", "1");

  @AfterAll
  static void forget() {
    TestDatabase.update("DELETE FROM service WHERE cluster='wm'");
    TestDatabase.update("DELETE FROM answerable WHERE of_id='wm-app'");
    TestDatabase.update("DELETE FROM app WHERE name='wm-app'");
    TestDatabase.update("DELETE FROM delivery WHERE id LIKE 'wm-%'");
  }

  @Test
  void anAppWithServicesAndNobodyWhoAnswersForItIsToldUntilSomebodyDoes() throws Exception {
    service("wm/web", "wm-app", "DEV");
    String alert = "app-without-responsible:wm-app";
    assertThat(told(alert, false).get("env")).isNull();
    // what was told is told again when it matters more
    TestDatabase.update("UPDATE service SET env='PRD' WHERE id='wm/web'");
    JsonNode told =
        await()
            .atMost(A_FEW_TURNS)
            .until(() -> Committed.last(Topic.COMMAND, alert), said -> said.has("env"));
    assertThat(told.get("env").asText()).isEqualTo("PRD");
    assertThat(told.get("apps")).hasToString("[\"wm-app\"]");
    assertThat(told.get("summary").asText()).contains("nobody answers");

    assertThat(
            admin
                .send("PUT", "/api/v1/apps/wm-app", "{\"responsibles\":{\"people\":[\"admin\"]}}")
                .statusCode())
        .isEqualTo(201);
    told(alert, true);
  }

  @Test
  void recordsThatWereForgedOrSetAsideAreTold() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", lab.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      Rejected forged =
          Rejected.of(
              Reason.FORGED.wire(), "n", "vigie.action.v1", 0, 7, null, null, Instant.now());
      byte[] value = EventCodec.encode(new Envelope<>("wm", "t", Instant.now(), forged));
      producer.send(new ProducerRecord<>(Topic.REJECTED.wire(), new byte[] {1}, value));
      ProducerRecord<byte[], byte[]> letter =
          new ProducerRecord<>(Topic.DEAD_LETTER.wire(), new byte[] {1}, new byte[] {1});
      letter.headers().add("vigie.topic", "vigie.sync.v1".getBytes(StandardCharsets.UTF_8));
      producer.send(letter);
    }

    told("record-forged:collector:vigie.action.v1", false);
    told("dead-letter:collector:vigie.sync.v1", false);
  }

  @Test
  void anAddressThatRefusesMailIsToldUntilItTakesSome() {
    UndeliveredTest.put("wm-1", "wm", "refused", Instant.now(), "550 no <such> user");
    String alert = "delivery-failing:collector:mail";
    assertThat(told(alert, false).get("summary").asText())
        .isEqualTo("1 refused, to wm: 550 no <such> user");

    UndeliveredTest.put("wm-2", "wm", "accepted", Instant.now().plusSeconds(1), "250 ok");
    told(alert, true);
  }

  private static JsonNode told(String alert, boolean withdrawn) {
    return await()
        .atMost(A_FEW_TURNS)
        .until(
            () -> Committed.last(Topic.COMMAND, alert),
            said -> said != null && said.path("withdrawn").asBoolean() == withdrawn);
  }

  private static void service(String id, String app, String env) {
    TestDatabase.update(
        "INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,"
            + "known_from,app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,"
            + "up_nodes,last_known_up_on,instances,action,part,pos) VALUES ('"
            + id
            + "','wm','web',1,'up','up',FALSE,FALSE,FALSE,0,0,'"
            + app
            + "','"
            + env
            + "','','failover',0,0,'','[]','[]','[]',1,'',0,0)");
  }
}
