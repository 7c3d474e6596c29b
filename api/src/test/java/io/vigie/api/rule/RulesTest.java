package io.vigie.api.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Snapshots;
import io.vigie.api.policy.Policies;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.topic.Topic;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people say of when alerts are raised. */
class RulesTest {
  private static final String DEGRADED = "/api/v1/alert-rules/service-degraded";

  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @AfterEach
  void forget() {
    TestDatabase.update("DELETE FROM alert_rule");
  }

  @Test
  void everyKindHasARuleAndWhatNobodySaidIsAsByDefault() {
    JsonNode all = admin.json("/api/v1/alert-rules");
    assertThat(all).hasSize(AlertKind.values().length);
    assertThat(admin.json(DEGRADED))
        .hasToString(
            "{\"kind\":\"service-degraded\",\"scope\":\"service\",\"byDefault\":"
                + "{\"enabled\":true,\"holdSeconds\":60,\"escalateSeconds\":0,"
                + "\"production\":\"error\",\"other\":\"warning\"},\"said\":null,\"now\":"
                + "{\"enabled\":true,\"holdSeconds\":60,\"escalateSeconds\":0,"
                + "\"production\":\"error\",\"other\":\"warning\"},\"n\":0}");
  }

  @Test
  void whatIsSaidHoldsAndIsToldToTheStreamsUntilItIsTakenBack() {
    assertThat(put("{\"holdSeconds\":120,\"production\":\"critical\"}").statusCode())
        .isEqualTo(201);
    JsonNode rule = admin.json(DEGRADED);
    assertThat(rule.get("now"))
        .hasToString(
            "{\"enabled\":true,\"holdSeconds\":120,\"escalateSeconds\":0,"
                + "\"production\":\"critical\",\"other\":\"warning\"}");
    assertThat(rule.get("said"))
        .hasToString(
            "{\"disabled\":false,\"holdSeconds\":120,\"escalateSeconds\":null,"
                + "\"production\":\"critical\",\"other\":null}");
    await()
        .untilAsserted(
            () -> {
              assertThat(Committed.last(Topic.POLICY, "alert-rule/service-degraded"))
                  .hasToString(
                      "{\"kind\":\"service-degraded\",\"holdSeconds\":120,"
                          + "\"production\":\"critical\"}");
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("kind").asText()).isEqualTo("alert-rule");
              assertThat(entry.get("object").asText()).isEqualTo("service-degraded");
              assertThat(entry.get("after").get("holdSeconds").asInt()).isEqualTo(120);
            });
    assertThat(new Snapshots(TestDatabase.source()).read(Policies::all))
        .as("told again when tables are put back")
        .contains(
            new AlertRule(AlertKind.SERVICE_DEGRADED, false, 120L, null, Severity.CRITICAL, null));

    long n = rule.get("n").asLong();
    assertThat(put("{\"holdSeconds\":120,\"production\":\"critical\"}").body())
        .contains("unchanged");
    assertThat(put("{\"disabled\":true,\"n\":" + n + "}").statusCode()).isEqualTo(200);
    assertThat(put("{\"disabled\":false,\"n\":" + n + "}").statusCode()).isEqualTo(409);
    assertThat(admin.json(DEGRADED).get("now").get("enabled").asBoolean()).isFalse();

    assertThat(admin.send("DELETE", DEGRADED, null).statusCode()).isEqualTo(204);
    await()
        .untilAsserted(
            () -> assertThat(Committed.last(Topic.POLICY, "alert-rule/service-degraded")).isNull());
    assertThat(admin.json(DEGRADED).get("said").isNull()).isTrue();
    assertThat(admin.send("DELETE", DEGRADED, null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"holdSeconds":-1}        | holdSeconds must be 0 to 2592000 (30 days); got -1
          {"escalateSeconds":99999999} | escalateSeconds must be 0 to 2592000 (30 days); got 99999999
          {"production":"bad"}      | production is one of info, warning, error, critical; got "bad"
          {"other":""}              | other is one of info, warning, error, critical; got ""
          {"hold":1}                | there is no field "hold" here
          {"holdSeconds":"soon"}    | "holdSeconds" must be a number
          """)
  void aWrongRuleIsToldHowAndTheOldOneStays(String body, String why) {
    put("{\"holdSeconds\":7}");
    HttpResponse<String> answer = put(body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains(why);
    assertThat(admin.json(DEGRADED).get("now").get("holdSeconds").asInt()).isEqualTo(7);
  }

  @Test
  void aKindThatIsNoneIsRefusedWithThoseThereAre() {
    HttpResponse<String> answer =
        admin.send("PUT", "/api/v1/alert-rules/service-sad", "{\"disabled\":true}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Client.json(answer).get("detail").asText())
        .contains("there is no kind of alert service-sad; kinds are service-split,");
  }

  private HttpResponse<String> put(String body) {
    return admin.send("PUT", DEGRADED, body);
  }
}
