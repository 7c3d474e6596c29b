package io.vigie.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.api.alert.Streams;
import io.vigie.api.list.Snapshots;
import io.vigie.api.policy.Policies;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.topic.Topic;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After how long alerts become tickets, what that would have done, and who would be told. */
class TicketRulesTest {
  private static final String RULES = "/api/v1/ticket-rules";
  private static final long HOUR = 3_600_000;
  private static final Alert WEB =
      Streams.service(AlertKind.SERVICE_UNAVAILABLE, "k/web", Severity.CRITICAL, 1, "pay");
  private static final Alert DB =
      Streams.service(AlertKind.SERVICE_DEGRADED, "k/db", Severity.WARNING, 2, "pay");

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn().with("x-vigie-request", "1");
  private final long now = System.currentTimeMillis();

  @BeforeEach
  void alerts() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM ticket_rule");
    Recorded.put(WEB, 1);
    Recorded.put(DB, 2);
  }

  @AfterAll
  static void forget() {
    Story.forget();
    TestDatabase.update("DELETE FROM app WHERE name='pay'");
  }

  @Test
  void aRuleIsToldToTheStreamsChangedAndTakenBack() {
    String id = made("{\"app\":\"pay\",\"kind\":\"service-degraded\",\"afterSeconds\":600}");

    JsonNode read = admin.json(RULES + '/' + id);
    assertThat(read.get("kind").asText()).isEqualTo("service-degraded");
    assertThat(read.get("severity").isNull()).isTrue();
    assertThat(read.get("closes").asBoolean()).isTrue();
    await()
        .untilAsserted(
            () -> {
              JsonNode told = Committed.last(Topic.POLICY, TicketRule.KEYS + id);
              assertThat(told).isNotNull();
              assertThat(told.get("afterSeconds").asLong()).isEqualTo(600);
            });
    assertThat(new Snapshots(TestDatabase.source()).read(Policies::all))
        .as("told again when tables are put back")
        .anySatisfy(event -> assertThat(event.key()).isEqualTo(TicketRule.KEYS + id));

    long n = read.get("n").asLong();
    String never = "{\"app\":\"pay\",\"kind\":\"service-degraded\",\"n\":" + n + "}";
    assertThat(admin.send("PUT", RULES + '/' + id, never).statusCode()).isEqualTo(200);
    assertThat(admin.send("PUT", RULES + '/' + id, never).statusCode()).isEqualTo(409);
    assertThat(admin.json(RULES).get("rules").get(0).get("afterSeconds").isNull()).isTrue();
    assertThat(admin.json(RULES).get("defaults").findValuesAsText("afterSeconds"))
        .containsExactly("86400", "300", "3600", "null");
    assertThat(post(never).statusCode()).as("for the same alerts").isEqualTo(409);
    assertThat(detail(post("{\"severity\":\"bad\"}")))
        .contains("severity is one of info, warning, error, critical; got \"bad\"");
    assertThat(detail(post("{\"afterSeconds\":-1}"))).contains("afterSeconds must be 0 to");

    assertThat(admin.send("DELETE", RULES + '/' + id, null).statusCode()).isEqualTo(204);
    assertThat(admin.get(RULES + '/' + id).statusCode()).isEqualTo(404);
  }

  @Test
  void aDryRunSaysWhichTicketsLastWeeksAlertsWouldHaveBecome() {
    // of an hour, but silenced for all of it but four minutes
    change(WEB, 1, now - 30 * HOUR, "raised", 3, "open", "", "");
    change(WEB, 2, now - 30 * HOUR + 240_000, "silenced", 3, "open", "s1", "");
    change(WEB, 3, now - 29 * HOUR, "resolved", 3, "resolved", "s1", "");
    // again, acknowledged after ten minutes
    change(WEB, 4, now - 20 * HOUR, "raised", 3, "open", "", "");
    change(WEB, 5, now - 20 * HOUR + 600_000, "acknowledged", 3, "open", "", "zoe");
    change(WEB, 6, now - 19 * HOUR, "resolved", 3, "resolved", "", "zoe");
    // twenty minutes of a warning, beginning with the second of those
    change(DB, 1, now - 20 * HOUR, "raised", 1, "open", "", "");
    change(DB, 2, now - 20 * HOUR + 1_200_000, "resolved", 1, "resolved", "", "");
    TestDatabase.update("UPDATE alert SET at=?", now);
    TestDatabase.update("UPDATE alert_change SET episode=n DIV 4+1");

    JsonNode dry = preview("{\"severity\":\"warning\",\"afterSeconds\":900}");
    assertThat(dry.get("looked").asInt()).isEqualTo(2);
    assertThat(dry.get("ticketsBefore").asInt()).as("the one not silenced").isEqualTo(1);
    assertThat(dry.get("alertsBefore").asInt()).isEqualTo(1);
    assertThat(dry.get("tickets").asInt()).as("it joins").isEqualTo(1);
    assertThat(dry.get("alerts").asInt()).isEqualTo(2);
    JsonNode first = dry.get("first").get(0);
    assertThat(first.get("severity").asText()).isEqualTo("critical");
    assertThat(first.get("first").toString()).contains(WEB.key(), DB.key());

    assertThat(preview("{\"severity\":\"warning\",\"afterSeconds\":1201}").get("byRule").asInt())
        .isZero();
    JsonNode soon = preview("{\"app\":\"pay\",\"afterSeconds\":60}");
    assertThat(soon.get("tickets").asInt()).isEqualTo(2);
    assertThat(soon.get("byRule").asInt()).isEqualTo(2);
    JsonNode never = preview("{\"app\":\"pay\"}");
    assertThat(never.get("tickets").asInt()).isZero();
  }

  @Test
  void whoWouldBeToldIsSaidWithWhy() {
    Story.person("k-pay", "operator", "app pay");
    Story.person("k-svc", "operator", "service k/web");
    TestDatabase.update("UPDATE person SET mail='svc@example.org' WHERE name='k-svc'");
    Story.person("k-boss", "operator");
    put(
        "/api/v1/people/k-pay",
        "{\"mail\":\"pay@example.org\",\"role\":\"operator\",\"least\":\"critical\",\"onCall\":"
            + "{\"zone\":\"Europe/Paris\",\"hours\":[{\"days\":[],\"from\":\"00:00\","
            + "\"to\":\"00:00\"}]}}");
    put("/api/v1/people/k-boss", "{\"mail\":\"boss@example.org\",\"role\":\"operator\"}");
    put(
        "/api/v1/apps/pay",
        "{\"responsibles\":{\"people\":[\"k-pay\"]},\"chain\":[{\"afterSeconds\":900,"
            + "\"who\":{\"people\":[\"k-boss\"]}}]}");
    assertThat(admin.json("/api/v1/apps/pay").get("chain"))
        .hasToString("[{\"afterSeconds\":900,\"who\":{\"people\":[\"k-boss\"],\"groups\":[]}}]");
    assertThat(admin.json("/api/v1/people/k-pay").get("onCall"))
        .hasToString(
            "{\"zone\":\"Europe/Paris\",\"hours\":[{\"from\":\"00:00\",\"to\":\"00:00\"}]}");

    JsonNode web = recipients(WEB);
    assertThat(web.get("to").findValuesAsText("person")).containsExactly("k-pay", "k-svc");
    assertThat(web.get("chain").get(0).get("to").get(0))
        .hasToString(
            "{\"person\":\"k-boss\",\"mail\":\"boss@example.org\",\"why\":\"chain 1\",\"channel\":\"mail\"}");
    assertThat(web.get("ticketAfterSeconds").asLong()).isEqualTo(300);
    assertThat(web.get("quiet").isNull()).isTrue();

    JsonNode db = recipients(DB);
    assertThat(db.get("to")).isEmpty();
    assertThat(db.get("leftOut")).hasToString("[{\"person\":\"k-pay\",\"why\":\"severity\"}]");
    assertThat(db.get("ticketAfterSeconds").isNull()).isTrue();

    assertThat(
            detail(
                admin.send(
                    "PUT",
                    "/api/v1/apps/pay",
                    "{\"chain\":[{\"afterSeconds\":30,\"who\":" + "{\"people\":[\"k-boss\"]}}]}")))
        .contains("chain.afterSeconds must be 60 to 604800 (7 days); got 30");
    assertThat(detail(admin.send("PUT", "/api/v1/people/k-pay", "{\"least\":\"bad\"}")))
        .contains("least must be one of info, warning, error, critical, or empty");
    assertThat(
            detail(admin.send("PUT", "/api/v1/people/k-pay", "{\"onCall\":{\"zone\":\"Paris\"}}")))
        .contains("zone must be one such as Europe/Paris");
  }

  private JsonNode recipients(Alert alert) {
    String id = URLEncoder.encode(alert.key(), StandardCharsets.UTF_8);
    return admin.json("/api/v1/alerts/" + id + "/recipients");
  }

  private void put(String path, String body) {
    HttpResponse<String> answer = admin.send("PUT", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
  }

  private static void change(
      Alert alert,
      long n,
      long at,
      String move,
      int severity,
      String state,
      String silenced,
      String by) {
    TestDatabase.update(
        "INSERT INTO alert_change (alert,at,n,month,move,severity,state,episode,occurrence,held_by,"
            + "silenced_by,since,reason,by_whom,comment,facts,evidence)"
            + " VALUES (?,?,?,209901,?,?,?,1,1,'',?,0,'',?,'','{}','[]')",
        alert.key(),
        at,
        n,
        move,
        severity,
        state,
        silenced,
        by);
  }

  private JsonNode preview(String wish) {
    return Client.json(admin.send("POST", RULES + "/preview", wish));
  }

  private HttpResponse<String> post(String wish) {
    return admin.send("POST", RULES, wish);
  }

  private String made(String wish) {
    HttpResponse<String> answer = post(wish);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Client.json(answer).get("id").asText();
  }

  private static String detail(HttpResponse<String> answer) {
    return Client.json(answer).get("detail").asText();
  }
}
