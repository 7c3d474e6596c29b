package io.vigie.api.rename;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Landscape;
import io.vigie.contract.topic.Topic;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenameTest {
  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void fleet() {
    Landscape.make(10, 10);
    TestDatabase.update("DELETE FROM action");
    TestDatabase.update("DELETE FROM service_span");
  }

  @AfterEach
  void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM former_name");
    TestDatabase.update("DELETE FROM node_edit");
    TestDatabase.update("DELETE FROM answerable");
  }

  @Test
  void aNodeGoesOnUnderItsNewNameWithWhatPeopleSaidOfIt() {
    admin.send("PUT", "/api/v1/nodes/default/n3/said", "{\"said\":{\"rack\":\"R9\"}}");
    TestDatabase.update(
        "INSERT INTO answerable VALUES ('node','default/n3','person','admin',FALSE)");

    assertThat(say("nodes/default/n4", "n3").statusCode()).isEqualTo(201);

    JsonNode now = admin.json("/api/v1/nodes/default/n4");
    assertThat(now.get("formerly").toString()).isEqualTo("[\"default/n3\"]");
    assertThat(now.get("node").get("rack").asText()).isEqualTo("R9");
    assertThat(now.get("node").get("responsibles").toString()).isEqualTo("[\"admin\"]");
    assertThat(admin.json("/api/v1/nodes/default/n3").get("now").asText()).isEqualTo("default/n4");
    await()
        .untilAsserted(
            () -> {
              assertThat(Committed.last(Topic.COMMAND, "default/n3").get("node").asText())
                  .isEqualTo("default/n3");
              assertThat(Committed.last(Topic.POLICY, "node/default/n3")).isNull();
              assertThat(Committed.last(Topic.POLICY, "node/default/n4").get("rack").asText())
                  .isEqualTo("R9");
            });
  }

  @Test
  void whatWasSaidOfTheNewNameAlreadyStays() {
    TestDatabase.update(
        "INSERT INTO answerable VALUES ('node','default/n3','person','admin',FALSE)");
    admin.send(
        "PUT",
        "/api/v1/nodes/default/n3/said",
        "{\"said\":{\"rack\":\"R9\",\"team\":\"unix\",\"power\":[\"A\"],\"warrantyEnd\":\"2027-03-31\"}}");
    admin.send("PUT", "/api/v1/nodes/default/n4/said", "{\"said\":{\"rack\":\"R1\"}}");

    assertThat(say("nodes/default/n4", "n3").statusCode()).isEqualTo(201);

    JsonNode now = admin.json("/api/v1/nodes/default/n4").get("node");
    assertThat(now.get("rack").asText()).isEqualTo("R1");
    assertThat(now.get("team").asText()).isEqualTo("unix");
    assertThat(now.get("power").toString()).isEqualTo("[\"A\"]");
    assertThat(now.get("warrantyEnd").asText()).isEqualTo("2027-03-31T00:00:00.000Z");
    assertThat(now.get("responsibles").toString()).isEqualTo("[\"admin\"]");
    JsonNode former = admin.json("/api/v1/nodes/default/n3/said");
    assertThat(former.get("said").get("team").asText()).as("it is told gone").isEmpty();
    assertThat(former.get("n").asLong()).isZero();
    await()
        .untilAsserted(
            () -> {
              assertThat(Committed.last(Topic.POLICY, "node/default/n3")).isNull();
              JsonNode told = Committed.last(Topic.POLICY, "node/default/n4");
              assertThat(told.get("rack").asText()).isEqualTo("R1");
              assertThat(told.get("team").asText()).isEqualTo("unix");
            });
  }

  @Test
  void whoAnswersForAServiceAnswersForItsNewNameUnlessSomebodyDoes() {
    TestDatabase.update(
        "INSERT INTO answerable VALUES ('service','default/svc2','person','admin',TRUE)");

    assertThat(say("services/default/svc1", "svc2").statusCode()).isEqualTo(201);

    JsonNode people = admin.json("/api/v1/services/default/svc1/people");
    assertThat(people.findValues("people").toString()).contains("admin");
    assertThat(admin.json("/api/v1/services/default/svc2/people").toString())
        .doesNotContain("admin");
  }

  @Test
  void aServicesPageHasTheActionsAndTheStatesOfItsFormerNames() {
    for (String one : new String[] {"old", "older"}) {
      TestDatabase.update(
          "INSERT INTO service_span (id,n,month,avail,overall,stale,since,until,known_from,"
              + "known_until) VALUES (?,1,197001,'up','up',0,1000,2000,0,0)",
          "default/" + one);
      TestDatabase.update(
          "INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,"
              + "begin_at,end_at,timeout_seconds,line_count,n,part,pos)"
              + " VALUES (?,'default',?,'n1','start','ok','user','','',1,5,6,0,0,1,0,0)",
          "act-" + one,
          one);
    }
    TestDatabase.update("UPDATE service_span SET since=10,until=1000 WHERE id='default/older'");

    assertThat(say("services/default/svc1", "old").statusCode()).isEqualTo(201);
    assertThat(say("services/default/old", "older").statusCode()).isEqualTo(404);
    TestDatabase.update(
        "INSERT INTO former_name VALUES ('service','default/older','default/old',1)");

    JsonNode page = admin.json("/api/v1/services/default/svc1");
    assertThat(page.get("formerly").toString()).isEqualTo("[\"default/old\",\"default/older\"]");
    assertThat(page.get("actions").findValuesAsText("id"))
        .containsExactlyInAnyOrder("act-old", "act-older");
    assertThat(page.get("timeline")).hasSize(3);
    assertThat(page.get("timeline").get(0).get("from").asText())
        .isEqualTo("1970-01-01T00:00:00.010Z");
    HttpResponse<String> gone = admin.get("/api/v1/services/default/older");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(Client.json(gone).get("detail").asText()).contains("it is called default/svc1 now");
  }

  @Test
  void whoEverSaidSoWronglyTakesItBack() {
    say("nodes/default/n4", "n3");

    assertThat(admin.send("DELETE", "/api/v1/nodes/default/n4/former-names/n3", null).statusCode())
        .isEqualTo(204);
    assertThat(admin.json("/api/v1/nodes/default/n4").get("formerly")).isEmpty();
    assertThat(admin.send("DELETE", "/api/v1/nodes/default/n4/former-names/n3", null).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nodes/default/n4      | n4       | 400 | has this name now
          nodes/default/n4      | never    | 400 | there never was a node default/never
          nodes/default/n4      | a b      | 400 | node name must be
          nodes/default/never   | n4       | 404 | there is no node
          nodes/default/n4      | n2       | 409 | is called default/n3 already
          nodes/default/n2      | n4       | 409 | is called default/n3 already
          services/default/svc1 | never    | 400 | there never was a service default/never
          """)
  void whatCannotBeIsRefusedInWords(String what, String was, int status, String words) {
    say("nodes/default/n3", "n2");

    HttpResponse<String> answer = say(what, was);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Client.json(answer).get("detail").asText()).contains(words);
  }

  private HttpResponse<String> say(String what, String was) {
    return admin.send("POST", "/api/v1/" + what + "/former-names", "{\"name\":\"" + was + "\"}");
  }
}
