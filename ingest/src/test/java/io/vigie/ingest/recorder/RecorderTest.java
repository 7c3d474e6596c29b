package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Recorder recorder;

  @BeforeEach
  void start() {
    recorder = Recorder.start(Lab.settings(), registry);
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  @Test
  void aFlipMovesThePresentAndClosesSpansOfInstanceResourceAndService() {
    for (long n = 1; n <= 3; n++) {
      Lab.send(Story.instance("flip", "web", "n1", n));
      Lab.send(Story.service("flip", "web", n));
    }
    awaitNumber(3, "SELECT n FROM instance WHERE id='flip/web@n1'");
    awaitNumber(3, "SELECT n FROM service WHERE id='flip/web'");

    assertThat(
            Lab.rows(
                "SELECT n, month, avail, since, until, known_from, known_until FROM instance_span"
                    + " WHERE id='flip/web@n1' ORDER BY n"))
        .containsExactly(span(1, "up"), span(2, "down"));
    assertThat(
            Lab.rows(
                "SELECT n, month, status, since, until, known_from, known_until FROM resource_span"
                    + " WHERE id='flip/web@n1' AND rid='app#web' ORDER BY n"))
        .containsExactly(span(1, "up"), span(2, "down"));
    assertThat(
            Lab.rows(
                "SELECT n, month, avail, since, until, known_from, known_until FROM service_span"
                    + " WHERE id='flip/web' ORDER BY n"))
        .containsExactly(span(1, "up"), span(2, "down"));
    assertThat(Lab.rows("SELECT avail, since, badges FROM instance WHERE id='flip/web@n1'"))
        .containsExactly(
            List.of(
                "up", Long.toString(Story.at(3).toEpochMilli()), "{\"fs\":\"up\",\"app\":\"up\"}"));
  }

  @Test
  void anInstanceThatEndsLeavesThePresentAndItsLastSpanIsClosed() {
    InstanceId id = new InstanceId("ends", "web", "n1");
    Lab.send(Story.instance(id, 1, false));
    Lab.send(Story.instance(id, 2, true));
    awaitNumber(1, "SELECT COUNT(*) FROM instance_span WHERE id='ends/web@n1'");

    assertThat(Lab.number("SELECT COUNT(*) FROM instance WHERE id='ends/web@n1'")).isZero();
    assertThat(Lab.number("SELECT COUNT(*) FROM resource_span WHERE id='ends/web@n1'")).isOne();
  }

  @Test
  void pulsesTellHowFarBehindEachPartitionIs() {
    Lab.sendRaw(
        Topic.SERVICE_HEALTH,
        2,
        Pulse.KEY,
        EventCodec.encode(
            new Envelope<>("p1", "collector", Story.at(1), new Pulse(1, 1_790_000_123_456L))));
    awaitNumber(
        1_790_000_123_456L,
        "SELECT appended FROM pulse WHERE topic='vigie.service-health.v1' AND part=2");
  }

  @Test
  void recordsReadAgainChangeNothing() {
    Fleet fleet = new Fleet("again", 3);
    for (int i = 0; i < 5; i++) {
      fleet.change();
    }
    Lab.awaitRecorded(LIMIT);
    fleet.audit();
    List<List<String>> before = everything();
    recorder.close();
    Lab.update("UPDATE position SET next=0");

    start();
    Lab.awaitRecorded(LIMIT);
    fleet.audit();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aBrokenRecordIsSetAsideWithoutItsSecretsAndTheOthersAreRecorded() {
    Lab.sendRaw(Topic.ACTION, 1, "bad/web", bytes("{\"token\":\"hunter2\", this is not JSON"));
    Lab.send(Story.instance("bad", "web", "n1", 1));
    awaitNumber(1, "SELECT n FROM instance WHERE id='bad/web@n1'");
    Lab.awaitRecorded(LIMIT);

    List<String> kept = Lab.values(Topic.REJECTED);
    assertThat(kept).anyMatch(value -> value.contains("\"recordKey\":\"bad/web\""));
    assertThat(kept).noneMatch(value -> value.contains("hunter2"));
    assertThat(
            registry
                .counter(
                    "vigie.recorder.rejected", "topic", Topic.ACTION.wire(), "reason", "not-json")
                .count())
        .isPositive();
  }

  @Test
  void aNodeThatChangesItsTraitsKeepsItsSpanOpenAndATouchMovesOnlyItsLastSign() {
    Lab.send(Story.node("traits", "n1", 1));
    Lab.send(Story.touch("traits", "n1", 1));
    Lab.awaitRecorded(LIMIT);
    assertThat(Lab.rows("SELECT n, since, last_seen FROM node WHERE id='traits/n1'"))
        .containsExactly(
            List.of(
                "1",
                Long.toString(Story.at(1).toEpochMilli()),
                Long.toString(Story.at(1).toEpochMilli() + 500)));
    assertThat(Lab.number("SELECT COUNT(*) FROM node_span WHERE id='traits/n1'")).isZero();

    Lab.send(Story.node("traits", "n1", 2));
    Lab.awaitRecorded(LIMIT);
    assertThat(
            Lab.rows(
                "SELECT n, state, known_from, known_until FROM node_span WHERE id='traits/n1'"))
        .as("when it became known is taken from the row that a touch has rewritten")
        .containsExactly(
            List.of(
                "1",
                "alive",
                Long.toString(Story.known(1).toEpochMilli()),
                Long.toString(Story.known(2).toEpochMilli())));
    String maintenance =
        "SELECT maintenance_until, maintenance_comment, maintenance_by FROM node"
            + " WHERE id='traits/n1'";
    assertThat(Lab.rows(maintenance))
        .containsExactly(
            List.of(Long.toString(Story.at(9).toEpochMilli()), "new memory", "zoe@n1"));

    Lab.send(Story.node("traits", "n1", 3));
    Lab.awaitRecorded(LIMIT);
    assertThat(Lab.number("SELECT maintenance_until IS NULL FROM node WHERE id='traits/n1'"))
        .isOne();
  }

  private static List<List<String>> everything() {
    List<List<String>> all = new ArrayList<>();
    for (String table :
        List.of(
            "instance",
            "service",
            "node",
            "action",
            "action_line",
            "instance_span",
            "resource_span",
            "service_span",
            "node_span",
            "alert",
            "alert_change",
            "action_ack",
            "sync_copy",
            "sync_run",
            "audit",
            "audit_day")) {
      all.addAll(Lab.rows("SELECT * FROM " + table));
    }
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> span(long n, String word) {
    return List.of(
        Long.toString(n),
        "202609",
        word,
        Long.toString(Story.at(n).toEpochMilli()),
        Long.toString(Story.at(n + 1).toEpochMilli()),
        Long.toString(Story.known(n).toEpochMilli()),
        Long.toString(Story.known(n + 1).toEpochMilli()));
  }

  private static void awaitNumber(long expected, String sql) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(Lab.number(sql)).isEqualTo(expected));
  }
}
