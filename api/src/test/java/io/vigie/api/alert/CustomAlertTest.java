package io.vigie.api.alert;

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
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts of people's programs: raised, said anew, withdrawn. */
class CustomAlertTest {
  private static final String CUSTOM = "/api/v1/alerts/custom";

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void things() {
    TestDatabase.forget();
    TestDatabase.update(
        "INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,"
            + "known_from,app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,"
            + "up_nodes,last_known_up_on,instances,action,part,pos) VALUES ('u/web','u','web',1,"
            + "'up','up',FALSE,FALSE,FALSE,0,0,'pay','PRD','','failover',0,0,'','[]','[]','[]',1,'',"
            + "0,0)");
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos) VALUES"
            + " ('u/n1','u','n1',1,'alive',FALSE,0,0,0,0,0,'PRD','','','',0,0)");
    token("u-own", "operator", "act", false);
    token("u-reads", "operator", "read", false);
    token("u-reader", "operator", "act", true);
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 'u-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 'u-%'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 'u-%'");
  }

  @Test
  void aProgramRaisesAnAlertOfAServiceAndTakesItBack() throws Exception {
    JsonNode said =
        Client.json(
            person("u-own")
                .send(
                    "POST",
                    CUSTOM,
                    "{\"service\":\"u/web\",\"name\":\"queue-full\",\"severity\":\"error\","
                        + "\"summary\":\" 9,000 wait \",\"until\":\"2026-12-31T08:00:00Z\"}"));

    assertThat(said.get("alert").asText()).isEqualTo("custom:u/web:queue-full");
    assertThat(said.get("n").asLong()).isPositive();
    await()
        .untilAsserted(
            () -> {
              assertThat(Committed.last(Topic.COMMAND, "custom:u/web:queue-full"))
                  .isEqualTo(
                      Json.MAPPER.readTree(
                          "{\"alert\":\"custom:u/web:queue-full\",\"service\":\"u/web\","
                              + "\"severity\":\"error\",\"summary\":\"9,000 wait\","
                              + "\"until\":\"2026-12-31T08:00:00Z\",\"env\":\"PRD\","
                              + "\"apps\":[\"pay\"],\"by\":\"u-own\"}"));
              assertAudited("create", "error");
            });

    assertThat(
            person("u-own")
                .send("DELETE", CUSTOM + "/custom:u%2Fweb:queue-full", null)
                .statusCode())
        .isEqualTo(204);
    await()
        .untilAsserted(
            () -> {
              JsonNode last = Committed.last(Topic.COMMAND, "custom:u/web:queue-full");
              assertThat(last.get("withdrawn").asBoolean()).isTrue();
              assertThat(last.get("service").asText()).isEqualTo("u/web");
              assertAudited("delete", "");
            });
  }

  @Test
  void ofANodeLikewiseAndSaidAgainItIsAChange() throws Exception {
    open("custom:u/n1:raid", "u/n1", "raid", "", "n1");
    String body = "{\"node\":\"u/n1\",\"name\":\"raid\",\"summary\":\"degraded\",\"minutes\":60}";

    assertThat(admin.send("POST", CUSTOM, body).statusCode()).isEqualTo(200);

    await()
        .untilAsserted(
            () -> {
              JsonNode told = Committed.last(Topic.COMMAND, "custom:u/n1:raid");
              assertThat(told).isNotNull();
              assertThat(told.get("node").asText()).isEqualTo("u/n1");
              assertThat(told.has("service")).isFalse();
              assertThat(Instant.parse(told.get("until").asText()))
                  .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_601));
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("act").asText()).isEqualTo("change");
              assertThat(entry.get("object").asText()).isEqualTo("custom:u/n1:raid");
            });
    assertThat(admin.send("DELETE", CUSTOM + "/custom:u%2Fn1:raid", null).statusCode())
        .isEqualTo(204);
  }

  @Test
  void oneThingHasAHundredAtMost() {
    for (int i = 0; i < 100; i++) {
      open("custom:u/web:c" + i, "u/web", "c" + i, "web", "");
    }
    String body = "{\"service\":\"u/web\",\"name\":\"NAME\",\"summary\":\"x\"}";

    HttpResponse<String> more = admin.send("POST", CUSTOM, body.replace("NAME", "more"));
    assertThat(more.statusCode()).as(more.body()).isEqualTo(409);
    assertThat(admin.send("POST", CUSTOM, body.replace("NAME", "c7")).statusCode()).isEqualTo(200);
  }

  @Test
  void aServiceAndANodeOfOneNameKeepOffEachOther() {
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos) VALUES"
            + " ('u/web','u','web',1,'alive',FALSE,0,0,0,0,0,'PRD','','','',0,0)");
    String body = "{\"KIND\":\"u/web\",\"name\":\"raid\",\"summary\":\"x\"}";
    open("custom:u/web:raid", "u/web", "raid", "", "web");

    assertThat(person("u-own").send("DELETE", CUSTOM + "/custom:u%2Fweb:raid", null).statusCode())
        .as("of the node, which u-own does not see")
        .isEqualTo(404);
    HttpResponse<String> refused = admin.send("POST", CUSTOM, body.replace("KIND", "service"));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(Client.json(refused).get("detail").asText()).contains("there is a node u/web too");
    assertThat(admin.send("POST", CUSTOM, body.replace("KIND", "node")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTokenThatOnlyReadsAndWhoOnlyReadsRaiseNothing() {
    String body = "{\"service\":\"u/web\",\"name\":\"a\",\"summary\":\"x\"}";
    for (String name : List.of("u-reads", "u-reader")) {
      assertThat(person(name).send("POST", CUSTOM, body).statusCode()).as(name).isEqualTo(403);
      assertThat(person(name).send("DELETE", CUSTOM + "/custom:u%2Fweb:a", null).statusCode())
          .as(name)
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"name":"a","summary":"x"}                                    | about a service or a node: give one of them, as cluster/name; got none
          {"service":"u/web","node":"u/n1","name":"a","summary":"x"}    | got both
          {"service":"u/web","name":"a b","summary":"x"}                | name must be 1 to 100 of A-Z a-z 0-9 . _ -
          {"service":"u/web","summary":"x"}                             | beginning with a letter or digit; got none
          {"service":"u/web","name":"a","summary":" "}                  | summary says what is wrong, in 1 to 1000 characters; got 0
          {"service":"u/web","name":"a","summary":"x","severity":"bad"} | severity is info, warning, error or critical; got "bad"
          {"service":"u/web","name":"a","summary":"x","minutes":0}      | minutes must be 1 to 44640 (31 days); got 0
          {"service":"u/web","name":"a","summary":"x","until":"soon"}   | until is a moment such as 2026-12-01T08:00:00Z; got "soon"
          {"service":"u/web","name":"a","summary":"x","until":"2020-01-01T00:00:00Z"} | until must be later than now
          {"service":"u/web","name":"a","summary":"x","minutes":5,"until":"2999-01-01T00:00:00Z"} | give one of them
          {"service":"u/web","name":"a","summary":"x","colour":"red"}   | there is no field "colour" here
          """)
  void aWrongWishIsToldHow(String body, String why) {
    HttpResponse<String> answer = admin.send("POST", CUSTOM, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains(why);
  }

  @Test
  void whatIsNotThereIsToldSo() {
    assertThat(
            admin
                .send("POST", CUSTOM, "{\"service\":\"u/no\",\"name\":\"a\",\"summary\":\"x\"}")
                .statusCode())
        .isEqualTo(404);
    assertThat(admin.send("DELETE", CUSTOM + "/custom:u%2Fno:a", null).statusCode()).isEqualTo(404);
    assertThat(admin.send("DELETE", CUSTOM + "/service-frozen:u%2Fweb", null).body())
        .contains("only an alert that people raised is withdrawn");
  }

  /** As the recorder leaves it. */
  private static void open(String id, String anchor, String name, String service, String node) {
    TestDatabase.update(
        "INSERT INTO alert (id,kind,anchor,detail,cluster,service,node,app,apps,env,production,"
            + "severity,state,flapping,held_by,n,episode,occurrence,since,raised,at,reason,ack_by,"
            + "ack_comment,ack_sticky,facts,evidence,part,pos) VALUES (?,'custom',?,?,'u',?,?,'',"
            + "'[]','',FALSE,1,'open',FALSE,'',1,1,1,0,0,0,'','','',FALSE,'{}','[]',0,0)",
        id,
        anchor,
        name,
        service,
        node);
  }

  private static void assertAudited(String act, String severity) throws IOException {
    JsonNode entry = Committed.last(Topic.AUDIT, "u-own");
    assertThat(entry.get("act").asText()).isEqualTo(act);
    assertThat(entry.get("object").asText()).isEqualTo("custom:u/web:queue-full");
    assertThat(entry.path("after").path("severity").asText()).isEqualTo(severity);
  }

  private static void token(String name, String role, String scope, boolean reader) {
    TestDatabase.update(
        "REPLACE INTO person (name,role,created,password_changed) VALUES (?,?,0,0)", name, role);
    TestDatabase.update(
        "REPLACE INTO api_token (id,person,name,created,scope) VALUES (?,?,'test',0,?)",
        Digest.of("token of " + name),
        name,
        scope);
    TestDatabase.update(
        "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader)"
            + " VALUES ('app','pay','person',?,?)",
        name,
        reader);
  }

  private Client person(String name) {
    return lab.client().basic(name, "token of " + name);
  }
}
