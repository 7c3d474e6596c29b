package io.vigie.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import io.vigie.store.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acknowledging alerts and failed actions, one and many. */
class AcknowledgeTest {
  private static final Alert WEB =
      Streams.service(AlertKind.SERVICE_UNAVAILABLE, "k/web", Severity.CRITICAL, 1, "pay");

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void alerts() {
    TestDatabase.forget();
    put(WEB);
    put(
        Streams.inEpisode(
            Streams.service(AlertKind.SERVICE_FROZEN, "k/web", Severity.INFO, 2, "pay"), 3));
    put(Streams.resolved(AlertKind.CONFIG_DIFFERS, "k/web", Severity.INFO, 3, "pay"));
    put(Streams.service(AlertKind.SERVICE_FROZEN, "k/db", Severity.INFO, 4, "mail"));
    TestDatabase.update(
        "INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,"
            + "known_from,app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,"
            + "up_nodes,last_known_up_on,instances,action,part,pos) VALUES ('k/web','k','web',1,"
            + "'up','up',FALSE,FALSE,FALSE,0,0,'pay','','','failover',0,0,'','[]','[]','[]',1,'',0,0)");
    action("failed", ActionStatus.ERR);
    action("fine", ActionStatus.OK);
    person("k-own", "operator", "service", "k/web", false);
    person("k-own", "operator", "app", "mail", true);
    person("k-reader", "app-manager", "app", "pay", true);
    person("k-viewer", "viewer", "app", "pay", false);
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 'k-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 'k-%'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 'k-%'");
  }

  @Test
  void anAcknowledgementGoesToTheStreamsAndIsShownWhenTheySaySo() throws Exception {
    assertThat(counts())
        .isEqualTo(
            "{\"critical\":1,\"error\":0,\"warning\":0,\"info\":2,\"acknowledged\":0,\"silenced\":0,\"held\":0}");
    JsonNode fate =
        post(
            admin,
            "alerts/acknowledge",
            "{\"alerts\":[{\"alert\":\"service-unavailable:k/web\",\"episode\":1}],"
                + "\"comment\":\" on it \",\"expires\":\"2999-01-01T00:00:00Z\",\"sticky\":true}");

    assertThat(fate)
        .hasToString(
            "{\"done\":1,\"items\":[{\"id\":\"service-unavailable:k/web\",\"outcome\":\"done\"}]}");
    await()
        .untilAsserted(
            () -> {
              assertThat(Committed.last(Topic.COMMAND, "k/web"))
                  .isEqualTo(
                      Json.MAPPER.readTree(
                          "{\"alert\":\"service-unavailable:k/web\",\"episode\":1,\"by\":\"admin\","
                              + "\"comment\":\"on it\",\"expires\":\"2999-01-01T00:00:00Z\","
                              + "\"sticky\":true}"));
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("act").asText()).isEqualTo("acknowledge");
              assertThat(entry.get("kind").asText()).isEqualTo("alert");
              assertThat(entry.get("object").asText()).isEqualTo("service-unavailable:k/web");
              assertThat(entry.get("after").get("comment").asText()).isEqualTo("on it");
            });

    try (Streams streams = new Streams(lab.bootstrap())) {
      Alert known = Streams.acknowledged(WEB, "admin", "on it");
      Recorded.put(known, streams.tell(known));
    }
    JsonNode row = admin.json("/api/v1/alerts?q=acknowledged=admin").get("rows").get(0);
    assertThat(row.get("id").asText()).isEqualTo("service-unavailable:k/web");
    assertThat(row.get("comment").asText()).isEqualTo("on it");
    await()
        .untilAsserted(
            () -> assertThat(counts()).contains("\"critical\":0").contains("\"acknowledged\":1"));

    post(
        admin,
        "alerts/unacknowledge",
        "{\"alerts\":[{\"alert\":\"service-unavailable:k/web\",\"episode\":1}]}");
    await()
        .untilAsserted(
            () ->
                assertThat(Committed.last(Topic.COMMAND, "k/web").get("withdrawn").asBoolean())
                    .isTrue());
  }

  @Test
  void ofManyEachIsToldWhatBecameOfIt() {
    String all =
        "{\"comment\":\"x\",\"alerts\":["
            + seen(
                "service-unavailable:k/web 1",
                "service-frozen:k/web 2",
                "config-differs:k/web 1",
                "service-frozen:k/db 1",
                "service-frozen:k/none 1")
            + "]}";

    assertThat(outcomes(post(person("k-own"), "alerts/acknowledge", all)))
        .containsExactly("done", "other-episode", "resolved", "not-yours", "missing");
    assertThat(outcomes(post(person("k-reader"), "alerts/acknowledge", all)))
        .as("who only reads it answers for nothing")
        .containsExactly("not-yours", "not-yours", "not-yours", "missing", "missing");
    assertThat(person("k-viewer").send("POST", "/api/v1/alerts/acknowledge", all).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aThousandAreAcknowledgedAtOnceAndNamedInTheAudit() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Alert alert = Streams.service(AlertKind.SERVICE_FROZEN, "k/s" + i, Severity.INFO, 1, "pay");
      put(alert);
      ids.add(alert.key() + " 1");
    }
    String all = "{\"comment\":\"night\",\"alerts\":[" + seen(ids.toArray(String[]::new)) + "]}";

    assertThat(post(admin, "alerts/acknowledge", all).get("done").asInt()).isEqualTo(1_000);
    await()
        .untilAsserted(
            () -> {
              assertThat(Committed.last(Topic.COMMAND, "k/s999")).isNotNull();
              JsonNode after = Committed.last(Topic.AUDIT, "admin").get("after");
              assertThat(after.get("alerts")).hasSize(200);
              assertThat(after.get("alerts").get(199).asText()).isEqualTo("service-frozen:k/s999");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"alerts":[A]}                                              | comment is missing: say why
          {"alerts":[A],"comment":"  "}                               | comment is missing: say why
          {"alerts":[A],"comment":"LONG"}                             | comment has up to 2000 characters; got 2001
          {"comment":"x"}                                             | alerts names 1 to 1000; got 0
          {"comment":"x","alerts":[A,null]}                           | alerts[1] is null; leave it out
          {"comment":"x","alerts":[{"alert":"a:b"}]}                  | alerts[0] needs alert and episode
          {"comment":"x","alerts":[A],"expires":"tomorrow"}           | expires is a moment such as 2026-12-01T08:00:00Z; got "tomorrow"
          {"comment":"x","alerts":[A],"expires":"2020-01-01T00:00:00Z"} | expires must be later than now
          {"comment":"x","alerts":[A],"until":"x"}                    | there is no field "until" here
          """)
  void aWrongWishIsToldHow(String body, String why) {
    String sent =
        body.replace("A]", "{\"alert\":\"service-unavailable:k/web\",\"episode\":1}]")
            .replace("[A,", "[{\"alert\":\"service-unavailable:k/web\",\"episode\":1},")
            .replace("LONG", "x".repeat(2_001));
    HttpResponse<String> answer = admin.send("POST", "/api/v1/alerts/acknowledge", sent);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains(why);
  }

  @Test
  void aFailedActionIsAcknowledgedWithAllItsLines() throws Exception {
    String all = "{\"comment\":\"disk was full\",\"actions\":[\"failed\",\"fine\",\"none\"]}";
    assertThat(outcomes(post(person("k-own"), "actions/acknowledge", all)))
        .containsExactly("done", "not-failed", "missing");
    await()
        .untilAsserted(
            () ->
                assertThat(Committed.last(Topic.COMMAND, "k/web"))
                    .isEqualTo(
                        Json.MAPPER.readTree(
                            "{\"service\":\"k/web\",\"action\":\"failed\",\"by\":\"k-own\","
                                + "\"comment\":\"disk was full\"}")));

    assertThat(ids("actions?q=status=err&q=acknowledged=empty")).containsExactly("failed");
    assertThat(errors()).isOne();
    // as the recorder leaves it
    TestDatabase.update(
        "INSERT INTO action_ack (action,by_whom,at,comment,part,pos)"
            + " VALUES ('failed','k-own',1790000000000,'disk was full',0,0)");
    assertThat(ids("actions?q=status=err&q=acknowledged=empty")).isEmpty();
    assertThat(errors()).isZero();
    assertThat(ids("actions?q=acknowledged=k-own")).containsExactly("failed");
    JsonNode action = admin.json("/api/v1/actions/failed").get("action");
    assertThat(action.get("acknowledged").asText()).isEqualTo("k-own");
    assertThat(action.get("acknowledgedAt").asText()).isEqualTo("2026-09-21T14:13:20.000Z");
    assertThat(action.get("comment").asText()).isEqualTo("disk was full");
    TestDatabase.update("UPDATE action_ack SET by_whom='',comment='',pos=1 WHERE action='failed'");
    JsonNode again = admin.json("/api/v1/actions/failed").get("action");
    assertThat(again.get("acknowledgedAt").isNull()).as("taken back").isTrue();
    assertThat(again.get("n").asLong()).isEqualTo(action.get("n").asLong() + 1);
    assertThat(ids("actions?q=status=err&q=acknowledged=empty")).containsExactly("failed");
    assertThat(ids("actions?q=acknowledgedAt=empty&q=status=err")).containsExactly("failed");
    assertThat(errors()).isOne();
    JsonNode fine = admin.json("/api/v1/actions/fine").get("action");
    assertThat(fine.get("acknowledged").asText()).isEmpty();
    assertThat(fine.get("acknowledgedAt").isNull()).isTrue();
  }

  private static String seen(String... seen) {
    return IntStream.range(0, seen.length)
        .mapToObj(i -> seen[i].split(" "))
        .map(part -> "{\"alert\":\"" + part[0] + "\",\"episode\":" + part[1] + "}")
        .collect(Collectors.joining(","));
  }

  private static JsonNode post(Client client, String what, String body) {
    HttpResponse<String> answer = client.send("POST", "/api/v1/" + what, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Client.json(answer);
  }

  private static List<String> outcomes(JsonNode fate) {
    return fate.get("items").findValuesAsText("outcome");
  }

  private String counts() throws IOException {
    return admin.get("/api/v1/alerts/counts").body();
  }

  /** Of the service, whose page says so. */
  private int errors() {
    return admin.json("/api/v1/services/k/web").get("errors").asInt();
  }

  private List<String> ids(String question) {
    return admin.json("/api/v1/" + question).get("rows").findValuesAsText("id");
  }

  private static void put(Alert alert) {
    Recorded.put(alert, alert.n());
  }

  private static void action(String id, ActionStatus status) {
    Recorded.put(
        new ActionEnd(
            id,
            InstanceId.parse("k/web@n1"),
            "start",
            ActionOrigin.USER,
            "root",
            "",
            7,
            Streams.NOON,
            Streams.NOON,
            status),
        1);
  }

  private static void person(String name, String role, String kind, String of, boolean reader) {
    TestDatabase.update(
        "REPLACE INTO person (name,role,created,password_changed) VALUES (?,?,0,0)", name, role);
    TestDatabase.update(
        "REPLACE INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
        Digest.of("token of " + name),
        name);
    TestDatabase.update(
        "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader) VALUES (?,?,'person',?,?)",
        kind,
        of,
        name,
        reader);
  }

  private Client person(String name) {
    return lab.client().basic(name, "token of " + name);
  }
}
