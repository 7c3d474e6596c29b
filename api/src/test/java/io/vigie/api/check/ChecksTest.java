package io.vigie.api.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.api.list.Snapshots;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.topic.Topic;
import io.vigie.store.Digest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes measured, and the bounds that people set for it. */
class ChecksTest {
  private static final String CHECKS = "/api/v1/checks";
  private static final String THRESHOLDS = "/api/v1/check-thresholds";

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void values() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM check_threshold");
    TestDatabase.update("DELETE FROM node_edit");
    node("n1", "PRD");
    node("n2", "TST");
    value("n1", "/", "40.5", "ok");
    value("n1", "/srv", "91.25", "high");
    value("n2", "/", "85", "ok");
    value("n2", "/srv", "99", "high");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM check_threshold");
    TestDatabase.update("DELETE FROM node_edit");
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 't-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 't-%'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 't-%'");
  }

  @Test
  void whatIsOutOfBoundsComesFirst() {
    JsonNode rows = admin.json(CHECKS).get("rows");
    assertThat(rows.findValuesAsText("id"))
        .containsExactly("c/n1:fs_u /srv", "c/n2:fs_u /srv", "c/n1:fs_u /", "c/n2:fs_u /");
    JsonNode full = rows.get(0);
    assertThat(full.get("value")).hasToString("91.25");
    assertThat(full.get("high")).hasToString("90");
    assertThat(full.get("low").isNull()).isTrue();
    assertThat(full.get("env").asText()).isEqualTo("PRD");
    assertThat(full.get("read").asText()).isEqualTo("2026-09-21T14:21:40.250Z");
  }

  @ParameterizedTest
  @CsvSource({
    "value>90, 2",
    "value>=85 kind=fs_u, 3",
    "state=high node=n1, 1",
    "state!=ok, 2",
    "instance=~^/srv env=TST, 1",
    "threshold=empty, 4",
    "read<1d, 0"
  })
  void itIsFilteredAsOtherListsAre(String q, int total) {
    String query = URLEncoder.encode(q, StandardCharsets.UTF_8);
    assertThat(admin.json(CHECKS + "?q=" + query).get("total").asInt()).isEqualTo(total);
  }

  @Test
  void pagesGoOnByValueToTheThousandth() {
    value("n1", "/a", "40.501", "ok");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = admin.json(CHECKS + "?sort=-value&limit=1" + cursor);
      seen.addAll(page.get("rows").findValuesAsText("value"));
      cursor = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty() && seen.size() < 9);

    assertThat(seen).containsExactly("99", "91.25", "85", "40.501", "40.5");
  }

  @Test
  void itIsCountedAndDownloaded() {
    JsonNode facet = admin.json(CHECKS + "/facets?field=state").get("facets").get(0);
    assertThat(facet.get("values").toString()).contains("\"high\"", "\"total\":2");
    assertThat(admin.get("/api/v1/checks.csv?q=state%3Dhigh").body())
        .startsWith("id,cluster,node,kind,instance,service,value,unit,low,high,threshold,state,")
        .contains("c/n1:fs_u /srv,c,n1,fs_u,/srv,,91.25,%,,90,,high,2026-09-21T14:21:40.250Z,PRD,");
  }

  @Test
  void aThresholdIsToldToTheStreamsChangedAndTakenBack() {
    String id = made(admin, "{\"kind\":\"fs_u\",\"q\":\"env=TST\",\"low\":0,\"high\":95.5}");

    JsonNode read = admin.json(THRESHOLDS + '/' + id);
    assertThat(read.get("q").asText()).isEqualTo("env=TST");
    assertThat(read.get("low")).hasToString("0");
    assertThat(read.get("high")).hasToString("95.5");
    await()
        .untilAsserted(
            () -> {
              JsonNode told = Committed.last(Topic.POLICY, CheckThreshold.KEYS + id);
              assertThat(told).isNotNull();
              assertThat(told.get("high")).hasToString("95.5");
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("kind").asText()).isEqualTo("check-threshold");
              assertThat(entry.get("object").asText()).isEqualTo(id);
            });
    assertThat(new Snapshots(TestDatabase.source()).read(Policies::all))
        .as("told again when tables are put back")
        .anySatisfy(event -> assertThat(event.key()).isEqualTo(CheckThreshold.KEYS + id));

    long n = read.get("n").asLong();
    String other = "{\"kind\":\"fs_u\",\"q\":\"env=TST\",\"high\":80,\"n\":" + n + "}";
    assertThat(admin.send("PUT", THRESHOLDS + '/' + id, other).statusCode()).isEqualTo(200);
    assertThat(admin.send("PUT", THRESHOLDS + '/' + id, other).statusCode()).isEqualTo(409);
    assertThat(admin.json(THRESHOLDS).get("thresholds").findValuesAsText("high"))
        .containsExactly("80");

    assertThat(admin.send("DELETE", THRESHOLDS + '/' + id, null).statusCode()).isEqualTo(204);
    await()
        .untilAsserted(
            () -> assertThat(Committed.last(Topic.POLICY, CheckThreshold.KEYS + id)).isNull());
    assertThat(admin.get(THRESHOLDS + '/' + id).statusCode()).isEqualTo(404);
  }

  @Test
  void ofOneKindForTheSameChecksThereIsOne() {
    made(admin, "{\"kind\":\"fs_u\",\"high\":80}");
    HttpResponse<String> twice = admin.send("POST", THRESHOLDS, "{\"kind\":\"fs_u\",\"high\":70}");
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(twice.body()).contains("there is a threshold of fs_u for the same checks already");
    made(admin, "{\"kind\":\"fs_u\",\"node\":\"c/n1\",\"high\":70}");
  }

  @Test
  void everyKindHasItsDefault() {
    value("n1", "queue", "3", "ok");
    TestDatabase.update("UPDATE check_value SET kind='mail' WHERE instance='queue'");
    JsonNode kinds = admin.json(THRESHOLDS).get("kinds");
    assertThat(kinds.findValuesAsText("kind"))
        .containsExactly(
            "eth", "fs_i", "fs_u", "load", "mail", "mpath", "ntp", "raid", "swap", "vg_u");
    assertThat(kinds.findValuesAsText("low"))
        .containsExactly("1", "null", "null", "null", "null", "2", "null", "null", "null", "null");
    assertThat(kinds.findValuesAsText("high"))
        .containsExactly("null", "90", "90", "2", "null", "null", "1000", "0", "80", "null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"fs u","high":1}             | kind must be 1 to 40 of
          {"kind":"fs_u","low":9,"high":1}     | low must be at most high; got low 9, high 1
          {"kind":"fs_u","high":1e12}          | high must be a number of at most 12 digits
          {"kind":"fs_u","node":"n1","high":1} | needs a '/'
          {"kind":"fs_u","q":"value>3"}        | there is no field value; fields are cluster,
          """)
  void aWrongOneIsRefusedByName(String wish, String why) {
    HttpResponse<String> answer = admin.send("POST", THRESHOLDS, wish);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"fs_u","high":80}                    | 4 | 3 | 2
          {"kind":"fs_u","q":"env=PRD","high":95}      | 2 | 0 | 1
          {"kind":"fs_u","node":"c/n2","high":98}      | 2 | 1 | 1
          {"kind":"fs_u","q":"instance=/","low":50}    | 2 | 1 | 0
          {"kind":"swap","high":1}                     | 0 | 0 | 0
          """)
  void thePreviewSaysWhatWouldBeOutOfBounds(String wish, int count, int out, int before) {
    JsonNode preview = Client.json(admin.send("POST", THRESHOLDS + "/preview", wish));
    assertThat(preview.get("count").asInt()).isEqualTo(count);
    assertThat(preview.get("out").asInt()).isEqualTo(out);
    assertThat(preview.get("before").asInt()).isEqualTo(before);
    assertThat(preview.get("first")).hasSize(out);
  }

  @Test
  void thePreviewOfAChangeLeavesOutWhatItWouldChange() {
    String id =
        made(admin, "{\"kind\":\"fs_u\",\"node\":\"c/n1\",\"q\":\"instance=/\",\"high\":80}");
    String wish = "{\"kind\":\"fs_u\",\"node\":\"c/n1\",\"high\":84}";
    HttpResponse<String> asNew = admin.send("POST", THRESHOLDS + "/preview", wish);
    assertThat(Client.json(asNew).get("count").asInt()).isEqualTo(1);

    HttpResponse<String> changed = admin.send("POST", THRESHOLDS + "/preview?id=" + id, wish);
    assertThat(Client.json(changed).get("count").asInt()).isEqualTo(2);

    assertThat(admin.send("POST", THRESHOLDS + "/preview?id=none", wish).statusCode())
        .isEqualTo(404);
    Client foreign = person("t-foreign", "operator", "node", "c/n2");
    String own = wish.replace("c/n1", "c/n2");
    assertThat(foreign.send("POST", THRESHOLDS + "/preview?id=" + id, own).statusCode())
        .as("what one may not change one does not try out either")
        .isEqualTo(403);
  }

  @Test
  void aMoreParticularThresholdIsNotCountedAmongWhatAnotherWouldDo() {
    made(admin, "{\"kind\":\"fs_u\",\"node\":\"c/n1\",\"high\":99}");
    JsonNode preview =
        Client.json(admin.send("POST", THRESHOLDS + "/preview", "{\"kind\":\"fs_u\",\"high\":1}"));
    assertThat(preview.get("count").asInt()).isEqualTo(2);
    assertThat(preview.get("first").findValuesAsText("node")).containsExactly("n2", "n2");
  }

  @Test
  void ofANodeWhoAnswersForItOrManagesItsAppMaySayIt() {
    TestDatabase.update("REPLACE INTO node_edit (node,app,n) VALUES ('c/n2','pay',1)");
    Client manager = person("t-manager", "app-manager", "app", "pay");
    Client operator = person("t-operator", "operator", "node", "c/n1");
    String ofN1 = "{\"kind\":\"fs_u\",\"node\":\"c/n1\",\"high\":70}";
    String ofN2 = "{\"kind\":\"fs_u\",\"node\":\"c/n2\",\"high\":70}";

    assertThat(operator.send("POST", THRESHOLDS, ofN2).statusCode()).isEqualTo(403);
    String id = made(operator, ofN1);
    assertThat(operator.json(THRESHOLDS + '/' + id).get("editable").asBoolean()).isTrue();

    HttpResponse<String> foreign = manager.send("PUT", THRESHOLDS + '/' + id, ofN1);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("you do not answer for node c/n1, nor manage its app");
    assertThat(manager.get(THRESHOLDS + '/' + id).statusCode()).isEqualTo(404);
    made(manager, ofN2);

    HttpResponse<String> ofAll = manager.send("POST", THRESHOLDS, "{\"kind\":\"fs_u\",\"high\":1}");
    assertThat(ofAll.statusCode()).isEqualTo(403);
    assertThat(ofAll.body()).contains("a threshold of all nodes is set by administrators");
    String theirs = "{\"kind\":\"fs_u\",\"high\":1}";
    String own = manager.json(THRESHOLDS).get("thresholds").get(0).get("id").asText();
    assertThat(manager.send("PUT", THRESHOLDS + '/' + own, theirs).statusCode())
        .as("one of a node does not become one of all")
        .isEqualTo(403);
  }

  private String made(Client client, String wish) {
    HttpResponse<String> answer = client.send("POST", THRESHOLDS, wish);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Client.json(answer).get("id").asText();
  }

  private static void node(String name, String env) {
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos)"
            + " VALUES (?,'c',?,1,'alive',FALSE,0,0,0,0,0,?,'par','','',0,0)",
        "c/" + name,
        name,
        env);
  }

  private static void value(String node, String instance, String value, String state) {
    TestDatabase.update(
        "INSERT INTO check_value (id,cluster,node,kind,instance,service,value,unit,read_at,low,high,"
            + "threshold,state,part,pos) VALUES (?,'c',?,'fs_u',?,'',?,'%',1790000500250,NULL,90,'',"
            + "?,0,0)",
        "c/" + node + ":fs_u " + instance, node, instance, value, state);
  }

  private Client person(String name, String role, String ofKind, String of) {
    TestDatabase.update(
        "REPLACE INTO person (name,role,created,password_changed) VALUES (?,?,0,0)", name, role);
    TestDatabase.update(
        "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader) VALUES (?,?,'person',?,FALSE)",
        ofKind,
        of,
        name);
    lab.part(Acts.class).run(new Actor("test", "", ""), act -> 0);
    TestDatabase.update(
        "REPLACE INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
        Digest.of("token of " + name),
        name);
    return lab.client().basic(name, "token of " + name);
  }
}
