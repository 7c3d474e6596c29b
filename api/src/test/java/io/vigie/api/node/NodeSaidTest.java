package io.vigie.api.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Landscape;
import io.vigie.contract.topic.Topic;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSaidTest {
  private static final int NODES = 50;

  private static Client admin;
  private static String id;
  private static String url;

  @BeforeAll
  static void fleet() {
    Landscape.make(NODES, 10);
    TestDatabase.update(
        "UPDATE node_inventory SET location='country=FR, building=B2, rack=R12',"
            + "serial=CONCAT('S',id),addresses=CONCAT('[\"10.0.0.1\",\"',id,'\"]')");
    admin = Lab.get().client().signedIn().with("x-vigie-request", "1");
    id = admin.json("/api/v1/nodes?limit=1").get("rows").get(0).get("id").asText();
    url = "/api/v1/nodes/" + id + "/said";
  }

  @AfterAll
  static void forgetFleet() {
    TestDatabase.forget();
  }

  @AfterEach
  void forget() {
    TestDatabase.update("DELETE FROM node_edit");
    TestDatabase.update("DELETE FROM app WHERE name<>'none'");
  }

  @Test
  void whatPeopleSayComesBeforeWhatTheAgentSaysWhichStays() {
    JsonNode made =
        put(
            "{\"said\":{\"rack\":\"R99\",\"power\":[\"B\",\"A\"],\"maintenanceEnd\":\"2027-03-31\"}}");

    JsonNode row = row(id);
    assertThat(made.get("outcome").asText()).isEqualTo("changed");
    assertThat(row.get("rack").asText()).isEqualTo("R99");
    assertThat(row.get("building").asText()).isEqualTo("B2");
    assertThat(row.get("power").toString()).isEqualTo("[\"A\",\"B\"]");
    assertThat(row.get("maintenanceEnd").asText()).isEqualTo("2027-03-31T00:00:00.000Z");
    JsonNode told = admin.json(url);
    assertThat(told.get("said").get("rack").asText()).isEqualTo("R99");
    assertThat(told.get("agent").get("rack").asText()).isEqualTo("R12");
    assertThat(told.get("n").asLong()).isEqualTo(made.get("n").asLong());
    assertThat(told.get("editable").asBoolean()).isTrue();
  }

  @Test
  void itIsToldToKafkaAndToTheAuditWithWhatItChanged() {
    put("{\"said\":{\"site\":\"PAR\",\"rack\":\"R1\"}}");
    put("{\"said\":{\"site\":\"PAR\",\"rack\":\"R2\",\"comment\":\"moved\"}}");

    await()
        .untilAsserted(
            () -> {
              JsonNode policy = Committed.last(Topic.POLICY, "node/" + id);
              assertThat(policy.get("rack").asText()).isEqualTo("R2");
              assertThat(policy.get("site").asText()).isEqualTo("PAR");
            });
    await()
        .untilAsserted(
            () -> {
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("object").asText()).isEqualTo(id);
              assertThat(entry.get("before").toString())
                  .isEqualTo("{\"comment\":\"\",\"rack\":\"R1\"}");
              assertThat(entry.get("after").toString())
                  .isEqualTo("{\"comment\":\"moved\",\"rack\":\"R2\"}");
            });
  }

  @Test
  void whoSawAnOlderChangeIsRefused() {
    long seen = put("{\"said\":{\"rack\":\"R1\"},\"n\":0}").get("n").asLong();
    put("{\"said\":{\"rack\":\"R2\"},\"n\":" + seen + "}");

    HttpResponse<String> late =
        admin.send("PUT", url, "{\"said\":{\"rack\":\"R3\"},\"n\":" + seen + "}");

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(row(id).get("rack").asText()).isEqualTo("R2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rack=R99                             | 1
          rack=R12                             | 49
          rack=~^R                             | 50
          room=empty                           | 49
          power=A                              | 1
          power=empty                          | 49
          maintenanceEnd<2027-04-01            | 1
          maintenanceEnd=2027-03-31            | 1
          maintenanceEnd=empty                 | 49
          serial=~^S                           | 50
          address=10.0.0.1                     | 50
          address=10.0.0.2                     | 0
          comment=~works                       | 1
          asset=empty                          | 49
          """)
  void aListIsFilteredBySaidAndByAgent(String filter, int total) {
    put(
        "{\"said\":{\"rack\":\"R99\",\"room\":\"S1\",\"power\":[\"A\",\"B\"],\"asset\":\"17\","
            + "\"maintenanceEnd\":\"2027-03-31\",\"comment\":\"works loudly\"}}");

    assertThat(admin.json("/api/v1/nodes?q=" + encoded(filter)).get("total").asInt())
        .isEqualTo(total);
  }

  @Test
  void aFacetCountsRacksAndASortPutsTheEmptyFirst() {
    put("{\"said\":{\"rack\":\"R99\",\"maintenanceEnd\":\"2027-03-31\"}}");

    JsonNode racks =
        admin.json("/api/v1/nodes/facets?field=rack").get("facets").get(0).get("values");
    assertThat(racks.toString()).contains("R12").contains("R99");
    JsonNode last = admin.json("/api/v1/nodes?sort=-maintenanceEnd&limit=1").get("rows").get(0);
    assertThat(last.get("id").asText()).isEqualTo(id);
  }

  @Test
  void manyNodesAreToldTheSameAtOnceAfterARehearsal() {
    String wish =
        "{\"q\":[\"rack=R12\"],\"count\":50,\"set\":{\"team\":\"unix\",\"power\":[\"A\"]}}";

    JsonNode rehearsed = Client.json(bulk("?dryRun=true", wish));

    assertThat(rehearsed.get("kept").asBoolean()).isFalse();
    assertThat(rehearsed.get("changed").asInt()).isEqualTo(NODES);
    assertThat(rehearsed.get("nodes").get(0).get("after").toString())
        .isEqualTo("{\"power\":[\"A\"],\"team\":\"unix\"}");
    assertThat(rehearsed.get("nodes").get(0).get("before").toString())
        .isEqualTo("{\"power\":[],\"team\":\"\"}");
    assertThat(admin.json("/api/v1/nodes?q=power%3DA").get("total").asInt()).isZero();

    JsonNode done = Client.json(bulk("", wish));

    assertThat(done.get("kept").asBoolean()).isTrue();
    assertThat(admin.json("/api/v1/nodes?q=power%3DA%20team%3Dunix").get("total").asInt())
        .isEqualTo(NODES);
    assertThat(row(id).get("rack").asText()).isEqualTo("R12");
    assertThat(Client.json(bulk("", wish)).get("unchanged").asInt()).isEqualTo(NODES);
  }

  @Test
  void oneNodeThatIsNotThereAndNothingIsDone() {
    String wish = "{\"nodes\":[\"" + id + "\",\"nowhere/none\"],\"set\":{\"rack\":\"R1\"}}";

    assertThat(bulk("", wish).statusCode()).isEqualTo(404);
    assertThat(row(id).get("rack").asText()).isEqualTo("R12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"q":["rack=R12"],"count":3,"set":{"rack":"R1"}}     | 409 | find 50 nodes now, you saw 3
          {"q":["colour=red"],"set":{"rack":"R1"}}             | 400 | there is no field colour
          {"nodes":["a/b"],"q":[],"set":{"rack":"R1"}}         | 400 | either nodes, or the filters
          {"set":{"rack":"R1"}}                                | 400 | either nodes, or the filters
          {"nodes":["a/b"]}                                    | 400 | set says nothing
          {"nodes":["a/b"],"set":{"maintenanceEnd":"soon"}}    | 400 | maintenanceEnd is a day such as
          {"nodes":["a/b"],"set":{"power":["a;b"]}}            | 400 | without semicolon
          {"nodes":["a/b"],"set":{"colour":"red"}}             | 400 | colour
          {"nodes":["a/b"],"set":{"power":[null]}}             | 400 | got null
          {"nodes":["a/b",null],"set":{"rack":"R1"}}           | 400 | nodes has an entry that is null
          {"q":[null],"set":{"rack":"R1"}}                     | 400 | q has an entry that is null
          {"nodes":["a/b"],"set":{"warrantyEnd":"+999999999-12-31"}} | 400 | warrantyEnd is a day such as
          {"nodes":["a/b"],"set":{"warrantyEnd":"-0001-12-31"}} | 400 | warrantyEnd is a day such as
          """)
  void whatCannotBeIsRefusedInWords(String wish, int status, String words) {
    HttpResponse<String> answer = bulk("", wish);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Client.json(answer).get("detail").asText()).contains(words);
  }

  @Test
  void aDownloadThatIsImportedAgainChangesNothing() {
    TestDatabase.update("INSERT INTO app (name,description,shared,n) VALUES ('pay','',FALSE,1)");
    put(
        "{\"said\":{\"rack\":\"R99\",\"power\":[\"A\",\"B\"],\"warrantyEnd\":\"2027-03-31\",\"comment\":\"=1+1, oui\"}}");
    String file = admin.get("/api/v1/nodes.csv").body();

    JsonNode again = Client.json(imported(file));

    assertThat(again.get("unchanged").asInt()).as(again.toString()).isEqualTo(NODES);
    assertThat(again.get("kept").asBoolean()).isTrue();
    JsonNode changed =
        Client.json(imported("id,rack,app,maintenanceEnd\n" + id + ",R7,pay,2028-01-01\n"));
    assertThat(changed.get("changed").asInt()).as(changed.toString()).isEqualTo(1);
    JsonNode row = row(id);
    assertThat(row.get("rack").asText()).isEqualTo("R7");
    assertThat(row.get("app").asText()).isEqualTo("pay");
    assertThat(row.get("comment").asText()).isEqualTo("=1+1, oui");
    JsonNode none = Client.json(imported("id,rack\nnowhere/none,R7\n"));
    assertThat(none.get("lines").get(0).get("problem").asText()).contains("there is no node");
  }

  private JsonNode put(String wish) {
    HttpResponse<String> answer = admin.send("PUT", url, wish);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Client.json(answer);
  }

  private HttpResponse<String> bulk(String question, String wish) {
    return admin.send("POST", "/api/v1/nodes/said" + question, wish);
  }

  private HttpResponse<String> imported(String file) {
    return admin.with("Content-Type", "text/csv").send("POST", "/api/v1/import/nodes", file);
  }

  private JsonNode row(String node) {
    return admin.json("/api/v1/nodes?q=" + encoded("id=" + node)).get("rows").get(0);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
