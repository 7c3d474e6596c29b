package io.vigie.api.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three nodes in two racks: web fails over n1 → n3, db runs on n1 and n2, one runs on n2 alone. */
class ImpactTest {
  private static final Client ADMIN = Lab.get().client().signedIn();

  @BeforeAll
  static void landscape() {
    TestDatabase.forget();
    node("n1", "R1", "[\"A\",\"B\"]");
    node("n2", "R1", "[\"A\"]");
    node("n3", "R2", "[\"B\"]");
    service("web", "failover");
    instance("web", "n1", "up");
    instance("web", "n3", "down");
    service("db", "failover");
    instance("db", "n1", "up");
    instance("db", "n2", "stdby up");
    service("one", "failover");
    instance("one", "n2", "up");
    service("pool", "flex");
    instance("pool", "n1", "up");
    instance("pool", "n3", "up");
    service("dead", "failover");
    instance("dead", "n2", "down");
    TestDatabase.update(
        "INSERT INTO answerable (of_kind,of_id,who_kind,who,reader)"
            + " VALUES ('service','c/one','person','admin',FALSE)");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM node_edit");
    TestDatabase.update("DELETE FROM answerable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          q=rack=R1           | 2 | 0 | db stops, one stops, web moves, pool thins, dead down
          q=rack=R2           | 1 | 0 | pool thins, web thins
          q=node=n1           | 1 | 0 | db moves, web moves, pool thins
          q=node=n2           | 1 | 0 | one stops, db thins, dead down
          q=cluster=c         | 3 | 0 | db stops, one stops, pool stops, web stops, dead down
          power=A             | 1 | 1 | one stops, db thins, dead down
          power=B             | 1 | 1 | pool thins, web thins
          power=A&power=B     | 3 | 0 | db stops, one stops, pool stops, web stops, dead down
          q=rack=R1&power=B   | 0 | 1 |
          q=rack=R9           | 0 | 0 |
          """)
  void whatStops(String question, int going, int spared, String fates) {
    JsonNode answer = ask(question);

    assertThat(answer.get("going").asInt()).isEqualTo(going);
    assertThat(answer.get("spared").asInt()).isEqualTo(spared);
    assertThat(
            StreamSupport.stream(answer.get("services").spliterator(), false)
                .map(one -> one.get("service").asText() + ' ' + one.get("fate").asText())
                .collect(Collectors.joining(", ")))
        .isEqualTo(fates == null ? "" : fates);
  }

  @Test
  void aServiceComesWithWhereItGoesAndWhomToCall() {
    JsonNode services = ask("q=rack=R1").get("services");

    assertThat(services.get(1).get("responsibles").toString()).isEqualTo("[\"admin\"]");
    assertThat(services.get(2).get("to").toString()).isEqualTo("[\"n3\"]");
    assertThat(services.get(2).get("goes").toString()).isEqualTo("[\"n1\"]");
    assertThat(services.get(3).get("serving").asInt()).isEqualTo(1);
    assertThat(services.get(3).get("least").asInt()).isEqualTo(2);
    assertThat(ask("q=rack=R1").get("counts").toString())
        .isEqualTo("{\"stops\":2,\"moves\":1,\"thins\":1,\"unknown\":0,\"down\":1}");
  }

  @Test
  void aQuestionThatNamesNothingIsRefused() {
    HttpResponse<String> answer = ADMIN.get("/api/v1/nodes/impact");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains("name what goes");
  }

  private static JsonNode ask(String question) {
    String encoded =
        java.util.Arrays.stream(question.split("&"))
            .map(
                part ->
                    part.replaceFirst("=.*", "=")
                        + URLEncoder.encode(
                            part.replaceFirst("[^=]*=", ""), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return ADMIN.json("/api/v1/nodes/impact?" + encoded);
  }

  private static void node(String name, String rack, String power) {
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos)"
            + " VALUES (?,'c',?,1,'alive',FALSE,0,0,0,0,0,'','','','',0,0)",
        "c/" + name,
        name);
    TestDatabase.update(
        "REPLACE INTO node_edit (node,app,rack,power,n) VALUES (?,'',?,?,1)",
        "c/" + name,
        rack,
        power);
  }

  private static void service(String name, String topology) {
    TestDatabase.update(
        "INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,"
            + "known_from,app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,"
            + "up_nodes,last_known_up_on,instances,action,badges,part,pos)"
            + " VALUES (?,'c',?,1,'up','up',FALSE,FALSE,FALSE,0,0,'a','PRD','',?,2,4,'','[]','[]',"
            + "'[]',1,'','{}',0,0)",
        "c/" + name,
        name,
        topology);
  }

  private static void instance(String service, String node, String avail) {
    TestDatabase.update(
        "INSERT INTO instance (id,cluster,service,node,n,avail,overall,trusted,stale,stale_reason,"
            + "frozen,provisioned,misplaced,since,known_from,last_report,app,env,node_env,"
            + "container_type,topology,preferred_node,action,monitor,badges,resources,part,pos)"
            + " VALUES (?,'c',?,?,1,?,'up',TRUE,FALSE,'',FALSE,TRUE,FALSE,0,0,0,'a','','','',"
            + "'failover','','','','{}','{}',0,0)",
        "c/" + service + '@' + node,
        service,
        node,
        avail);
  }
}
