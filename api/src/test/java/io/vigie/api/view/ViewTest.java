package io.vigie.api.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import io.vigie.store.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {
  private static final String QUERY =
      "q=avail!%3Dup+env%3DPRD&q=since%3E2h&sort=-since&columns=service,node";

  private static Client admin;
  private static Client ann;
  private static Client bob;

  @BeforeAll
  static void people() {
    admin = Lab.get().client().signedIn().with("x-vigie-request", "1");
    ann = person("ann");
    bob = person("bob");
  }

  private static Client person(String name) {
    TestDatabase.update("DELETE FROM person WHERE name=?", name);
    TestDatabase.update("DELETE FROM api_token WHERE person=?", name);
    TestDatabase.update(
        "INSERT INTO person (name,role,password_hash,created,password_changed) VALUES (?,'viewer','',0,0)",
        name);
    TestDatabase.update(
        "INSERT INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
        Digest.of("token of " + name),
        name);
    return Lab.get().client().basic(name, "token of " + name);
  }

  private static JsonNode tree(String entry) {
    try {
      return Json.MAPPER.readTree(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void nobodyKeepsAnything() {
    TestDatabase.update("DELETE FROM saved_view");
  }

  @Test
  void theAuditTellsWhoKeptChangedAndDeletedIt() {
    put(ann, "nodes/audited", "q=state=silent", false, 200);
    put(ann, "nodes/audited", "q=state=silent", true, 200);
    assertThat(ann.send("DELETE", "/api/v1/views/nodes/audited", null).statusCode()).isEqualTo(204);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        Committed.records(Lab.get().bootstrap(), Topic.AUDIT).stream()
                            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                            .filter(entry -> entry.contains("ann/nodes/audited"))
                            .map(entry -> tree(entry).get("data"))
                            .map(
                                data ->
                                    data.get("act").asText()
                                        + data.path("before")
                                        + data.path("after")))
                    .containsExactly(
                        "create{\"query\":\"q=state=silent\",\"shared\":false}",
                        "change{\"shared\":false}{\"shared\":true}",
                        "delete{\"query\":\"q=state=silent\",\"shared\":true}"));
  }

  @Test
  void aViewIsKeptAsItWasWritten() {
    JsonNode kept = Client.json(put(ann, "instances/Mine%20%C3%A0%2F7%3F", QUERY, false, 200));

    assertThat(kept.get("name").asText()).isEqualTo("Mine à/7?");
    assertThat(views(ann)).containsExactly("ann instances Mine à/7? " + QUERY + " false true");
  }

  @Test
  void theSameNameTwiceIsOneView() {
    put(ann, "instances/mine", QUERY, false, 200);
    put(ann, "instances/mine", "sort=app", true, 200);
    put(ann, "nodes/mine", "", false, 200);

    assertThat(views(ann))
        .containsExactly("ann instances mine sort=app true true", "ann nodes mine  false true");
    assertThat(ann.json("/api/v1/views?list=nodes")).hasSize(1);
  }

  @Test
  void whatIsNotSharedIsNobodyElses() {
    put(ann, "instances/mine", QUERY, false, 200);

    for (Client other : List.of(bob, admin)) {
      assertThat(views(other)).isEmpty();
      put(other, "instances/mine?owner=ann", "", true, 404);
      delete(other, "instances/mine?owner=ann", 404);
    }
    assertThat(views(ann)).containsExactly("ann instances mine " + QUERY + " false true");
  }

  @Test
  void aSharedOneIsReadByAllAndChangedByItsOwnerAndAdministrators() {
    put(ann, "instances/ours", QUERY, true, 200);

    assertThat(views(bob)).containsExactly("ann instances ours " + QUERY + " true false");
    put(bob, "instances/ours?owner=ann", "", true, 403);
    delete(bob, "instances/ours?owner=ann", 403);
    put(admin, "instances/ours?owner=ann", "sort=env", true, 200);
    assertThat(views(ann)).containsExactly("ann instances ours sort=env true true");
    delete(admin, "instances/ours?owner=ann", 204);
    assertThat(views(ann)).isEmpty();
  }

  @Test
  void anAdministratorMakesNoViewForAnother() {
    put(admin, "instances/new?owner=ann", QUERY, true, 404);

    assertThat(views(ann)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instances/x | q=avial%3Dup | 400 | there is no field avial",
        "instances/x | sort=groups | 400 | not a field to sort by",
        "instances/x | limit=5 | 400 | there is no parameter limit; parameters are q, sort",
        "instances/x | columns=a,,b | 400 | columns are names",
        "instances/%20 | sort=app | 400 | one line of 1 to 100 characters",
        "instances/a%0Ab | sort=app | 400 | one line of 1 to 100 characters",
        "plans/x | sort=app | 404 | lists are instances, services, nodes, actions"
      })
  void aWrongWishIsToldHow(String place, String query, int status, String told) {
    assertThat(Client.json(put(ann, place, query, false, status)).get("detail").asText())
        .contains(told);
  }

  @Test
  void anAccountHasAHundredAtMost() {
    TestDatabase.update(
        "INSERT INTO saved_view SELECT 'ann','instances',seq,'',FALSE,0 FROM seq_1_to_100");

    put(ann, "instances/one%20more", "", false, 409);
    put(ann, "instances/100", "sort=app", false, 200);
    delete(ann, "instances/1", 204);
    put(ann, "instances/one%20more", "", false, 200);
    delete(ann, "instances/1", 404);
  }

  private static List<String> views(Client client) {
    List<String> told = new ArrayList<>();
    for (JsonNode view : client.json("/api/v1/views")) {
      told.add(
          String.join(
              " ",
              view.get("owner").asText(),
              view.get("list").asText(),
              view.get("name").asText(),
              view.get("query").asText(),
              view.get("shared").asText(),
              view.get("editable").asText()));
    }
    return told;
  }

  private static HttpResponse<String> put(
      Client client, String place, String query, boolean shared, int status) {
    String body =
        Json.MAPPER.createObjectNode().put("query", query).put("shared", shared).toString();
    HttpResponse<String> answer = client.send("PUT", "/api/v1/views/" + place, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  private static void delete(Client client, String place, int status) {
    assertThat(client.send("DELETE", "/api/v1/views/" + place, null).statusCode())
        .isEqualTo(status);
  }
}
