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
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.ticket.TicketState;
import io.vigie.contract.topic.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do to tickets. */
class TicketActTest {
  private static final String TICKETS = "/api/v1/tickets";
  private static final Alert WEB =
      Streams.service(AlertKind.SERVICE_UNAVAILABLE, "k/web", Severity.CRITICAL, 1, "pay");
  private static final Alert DB =
      Streams.service(AlertKind.SERVICE_DEGRADED, "k/db", Severity.ERROR, 2, "mail");

  private static final Alert OTHER =
      Streams.service(AlertKind.SERVICE_DEGRADED, "k/other", Severity.ERROR, 3, "pay");

  private final Lab lab = Lab.get();

  @BeforeAll
  static void tickets() {
    TestDatabase.forget();
    Recorded.put(Story.ticket("pay:1", TicketState.CLOSED, WEB), 1);
    Recorded.put(Story.ticket("pay:2", TicketState.OPEN, WEB), 2);
    Recorded.put(Story.ticket("mail:1", TicketState.OPEN, DB), 3);
    Recorded.put(Story.ticket("pay:4", TicketState.OPEN, WEB, OTHER), 4);
    TestDatabase.update(
        "UPDATE ticket SET closed=? WHERE id='pay:1'", System.currentTimeMillis() - 86_400_000L);
    Story.person("k-pay", "operator", "app pay");
    Story.person("k-see", "viewer", "app pay");
    Story.person("k-web", "operator", "service k/web");
    Story.person("k-no", "operator");
    Story.person("ben", "operator");
  }

  @AfterAll
  static void forget() {
    Story.forget();
  }

  @Test
  void whatTheyDoIsToldToTheStreamsAndNoted() {
    JsonNode fate =
        act(
            "assign",
            "\"pay:2\",\"mail:1\",\"pay:1\"",
            ",\"to\":\"k-see\",\"comment\":\" yours \"");

    assertThat(fate)
        .hasToString(
            "{\"done\":1,\"items\":[{\"id\":\"pay:2\",\"outcome\":\"done\"},"
                + "{\"id\":\"mail:1\",\"outcome\":\"missing\"},"
                + "{\"id\":\"pay:1\",\"outcome\":\"closed\"}]}");
    await()
        .untilAsserted(
            () -> {
              JsonNode told = Committed.last(Topic.COMMAND, "pay");
              assertThat(told)
                  .hasToString(
                      "{\"ticket\":\"pay:2\",\"verb\":\"assign\",\"to\":\"k-see\","
                          + "\"comment\":\"yours\",\"by\":\"k-pay\"}");
              JsonNode entry = Committed.last(Topic.AUDIT, "k-pay");
              assertThat(entry.get("act").asText()).isEqualTo("change");
              assertThat(entry.get("kind").asText()).isEqualTo("ticket");
              assertThat(entry.get("object").asText()).isEqualTo("pay:2");
              assertThat(entry.get("after"))
                  .hasToString("{\"comment\":\"yours\",\"to\":\"k-see\",\"verb\":\"assign\"}");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "take, pay:2, done",
    "close, pay:2, done",
    "close, pay:1, closed",
    "reopen, pay:1, done",
    "reopen, pay:2, not-closed",
    "take, mail:1, missing"
  })
  void eachIsDoneOrItIsSaidWhyNot(String verb, String ticket, String outcome) {
    assertThat(act(verb, '"' + ticket + '"', "").get("items").get(0).get("outcome").asText())
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "k-web, take, pay:2, done",
    "k-web, close, pay:4, not-yours",
    "k-web, take, pay:4, not-yours",
    "k-web, comment, pay:4, done",
    "ben, close, pay:4, done",
    "ben, take, mail:1, done",
    "k-no, take, pay:4, missing",
    "k-no, comment, pay:4, missing"
  })
  void whoAnswersForAllOfItOrWasToldActsOnItAndWhoSeesItMayComment(
      String person, String verb, String ticket, String outcome) {
    JsonNode fate =
        Client.json(
            as(person)
                .send(
                    "POST",
                    TICKETS + '/' + verb,
                    "{\"tickets\":[\"" + ticket + "\"],\"comment\":\"seen\"}"));
    assertThat(fate.get("items").get(0).get("outcome").asText()).isEqualTo(outcome);
  }

  @Test
  void itIsAssignedToNobodyWhoWouldNotSeeIt() {
    var answer =
        pay().send("POST", TICKETS + "/assign", "{\"tickets\":[\"pay:2\"],\"to\":\"k-no\"}");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Client.json(answer).get("detail").asText())
        .startsWith("k-no sees nothing of ticket pay:2 and was not told of it; choose somebody");
    assertThat(act("assign", "\"pay:2\"", ",\"to\":\"ben\"").get("done").asInt()).isEqualTo(1);
  }

  @Test
  void whatStreamsForgotIsReopenedNoMore() {
    TestDatabase.update("UPDATE ticket SET closed=1 WHERE id='pay:1'");
    try {
      assertThat(act("reopen", "\"pay:1\"", "").get("items").get(0).get("outcome").asText())
          .isEqualTo("too-old");
    } finally {
      tickets();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "comment |                  | 400 | comment is missing: say what is to be kept",
        "assign  |                  | 400 | to is missing: say whom the tickets are for",
        "assign  | ,\"to\":\"nix\"  | 400 | there is no person \"nix\"",
        "burn    |                  | 404 | verbs are take, assign, comment, close, reopen"
      })
  void whatIsWrongIsSaid(String verb, String more, int status, String why) {
    String body = "{\"tickets\":[\"pay:2\"]" + (more == null ? "" : more) + "}";
    var answer = pay().send("POST", TICKETS + '/' + verb, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Client.json(answer).get("detail").asText()).contains(why);
  }

  @Test
  void whoOnlySeesTakesNothing() {
    Client see = lab.client().basic("k-see", "token of k-see").with("x-vigie-request", "1");
    assertThat(see.send("POST", TICKETS + "/take", "{\"tickets\":[\"pay:2\"]}").statusCode())
        .isEqualTo(403);
  }

  private Client pay() {
    return as("k-pay");
  }

  private Client as(String person) {
    return lab.client().basic(person, "token of " + person).with("x-vigie-request", "1");
  }

  private JsonNode act(String verb, String ids, String more) {
    return Client.json(
        pay().send("POST", TICKETS + '/' + verb, "{\"tickets\":[" + ids + "]" + more + "}"));
  }
}
