package io.vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @AfterEach
  void forget() {
    TestDatabase.update("DELETE FROM answerable");
    TestDatabase.update("DELETE FROM app WHERE name<>'none'");
    TestDatabase.update("DELETE FROM person_group");
    TestDatabase.update("DELETE FROM person WHERE name<>'admin'");
  }

  @Test
  void aPersonIsMadeChangedAndTold() {
    String zoe =
        "{\"fullName\":\"Zoé Lefèvre\",\"mail\":\"zoe@example.org\",\"language\":\"fr\","
            + "\"role\":\"operator\",\"password\":\"a secret of zoe\"}";

    HttpResponse<String> made = admin.send("PUT", "/api/v1/people/zelda", zoe);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode row = admin.json("/api/v1/people/zelda");
    assertThat(row.get("fullName").asText()).isEqualTo("Zoé Lefèvre");
    assertThat(row.get("n").asLong()).isEqualTo(Client.json(made).get("n").asLong());
    assertThat(Lab.get().client().signIn("zelda", "a secret of zoe").statusCode()).isEqualTo(200);
    String same = zoe.replace(",\"password\":\"a secret of zoe\"", "");
    assertThat(put("people/zelda", same).get("outcome").asText()).isEqualTo("unchanged");
    assertThat(put("people/zelda", same.replace("operator", "viewer")).get("outcome").asText())
        .isEqualTo("changed");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(told("person/zelda")).isNotNull();
              assertThat(told("person/zelda").get("mail").asText()).isEqualTo("zoe@example.org");
              List<JsonNode> noted = noted("zelda");
              assertThat(noted).hasSize(2);
              assertThat(noted.get(0).get("act").asText()).isEqualTo("create");
              assertThat(noted.get(0).get("after").get("password").asText()).isEqualTo("set");
              assertThat(noted.get(1).get("before").toString())
                  .isEqualTo("{\"role\":\"operator\"}");
              assertThat(noted.get(1).get("after").toString()).isEqualTo("{\"role\":\"viewer\"}");
              assertThat(noted.toString()).doesNotContain("secret of zoe");
            });
  }

  @Test
  void somebodyStaysAdministrator() {
    assertThat(admin.send("PUT", "/api/v1/people/admin", "{\"role\":\"viewer\"}").statusCode())
        .isEqualTo(409);
    assertThat(admin.send("DELETE", "/api/v1/people/admin", null).statusCode()).isEqualTo(409);
    assertThat(admin.json("/api/v1/session").get("role").asText()).isEqualTo("administrator");
  }

  @Test
  void nobodyHasTheNameOfWhatActsByItself() {
    HttpResponse<String> answer = admin.send("PUT", "/api/v1/people/Vigie", "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("no person is called Vigie");
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    long seen = put("apps/payroll", "{\"description\":\"Wages\"}").get("n").asLong();
    put("apps/payroll", "{\"description\":\"Salaries\"}");

    HttpResponse<String> late =
        admin.send("PUT", "/api/v1/apps/payroll", "{\"description\":\"Pay\",\"n\":" + seen + "}");

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("changed meanwhile");
    assertThat(admin.json("/api/v1/apps/payroll").get("app").get("description").asText())
        .isEqualTo("Salaries");
  }

  /** A form for somebody new sends 0: nothing was there. */
  @Test
  void whoIsMeantToBeNewChangesNobodyWhoIsThere() {
    for (String there : List.of("people/admin", "apps/none")) {
      HttpResponse<String> answer = admin.send("PUT", "/api/v1/" + there, "{\"n\":0}");
      assertThat(answer.statusCode()).as(there).isEqualTo(409);
    }
    assertThat(admin.json("/api/v1/session").get("role").asText()).isEqualTo("administrator");
  }

  @Test
  void whoIsDisabledIsOutAtOnce() {
    put("people/ali", "{\"password\":\"a secret of ali\"}");
    Client client = Lab.get().client();
    Client ali = client.with("Cookie", Client.cookie(client.signIn("ali", "a secret of ali")));
    assertThat(ali.get("/api/v1/session").statusCode()).isEqualTo(200);

    put("people/ali", "{\"disabled\":true}");

    assertThat(ali.get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(client.signIn("ali", "a secret of ali").statusCode()).isEqualTo(401);
  }

  @Test
  void whoIsDeletedAnswersForNothingAnyMore() {
    put("people/zoe", "{}");
    put("groups/dba", "{\"members\":[\"zoe\"]}");
    put("apps/payroll", "{\"responsibles\":{\"people\":[\"zoe\"],\"groups\":[\"dba\"]}}");

    assertThat(admin.send("DELETE", "/api/v1/people/zoe", null).statusCode()).isEqualTo(204);

    JsonNode app = admin.json("/api/v1/apps/payroll");
    assertThat(app.get("responsibles").toString())
        .isEqualTo("{\"people\":[],\"groups\":[\"dba\"]}");
    assertThat(admin.json("/api/v1/groups/dba").get("members")).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(told("person/zoe")).isNull();
              assertThat(told("app/payroll")).isNotNull();
              assertThat(told("group/dba").has("members")).isFalse();
              assertThat(told("app/payroll").get("responsibles").toString())
                  .isEqualTo("{\"groups\":[\"dba\"]}");
            });
  }

  @Test
  void theAppThatStandsForAllLacksNobody() {
    put("people/zoe", "{}");
    put("apps/*", "{\"readers\":{\"people\":[\"zoe\"]}}");
    put("apps/payroll", "{}");

    List<String> without =
        admin
            .json("/api/v1/apps?limit=1000&q=responsibles%3Dempty")
            .get("rows")
            .findValuesAsText("id");

    assertThat(without).contains("payroll", "none").doesNotContain("*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          people/a:b        | {}                                         | no colon
          people/zoe        | {"mail":"zoe at example"}                  | mail must be like
          people/zoe        | {"role":"king"}                            | role must be one of viewer
          people/zoe        | {"language":"de"}                          | language must be one of en, fr
          people/zoe        | {"password":"short"}                       | 8 to 1024 characters
          groups/dba        | {"members":["nobody"]}                     | there is no person "nobody"
          apps/payroll      | {"responsibles":{"groups":["nobody"]}}     | there is no group "nobody"
          apps/payroll      | {"readers":{"people":[null,"admin"]}}      | a person has a name; got null
          apps/*            | {"responsibles":{"people":["admin"]}}      | stands for every app
          """)
  void aWrongWishIsRefusedInWords(String what, String wish, String words) {
    HttpResponse<String> answer = admin.send("PUT", "/api/v1/" + what, wish);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains(words);
  }

  private JsonNode put(String what, String wish) {
    HttpResponse<String> answer = admin.send("PUT", "/api/v1/" + what, wish);
    assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
    return Client.json(answer);
  }

  /** The last word of the policy topic; null when it is gone. */
  private static JsonNode told(String key) throws IOException {
    return Committed.last(Topic.POLICY, key);
  }

  private static List<JsonNode> noted(String object) throws IOException {
    List<JsonNode> noted = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        Committed.records(Lab.get().bootstrap(), Topic.AUDIT)) {
      JsonNode entry = Json.MAPPER.readTree(record.value()).get("data");
      if (entry.path("object").asText().equals(object)
          && entry.path("kind").asText().equals("person")) {
        noted.add(entry);
      }
    }
    return noted;
  }
}
