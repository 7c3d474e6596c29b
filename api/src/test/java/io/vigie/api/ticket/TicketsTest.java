package io.vigie.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.api.alert.Streams;
import io.vigie.api.live.Listening;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tickets: the list, who sees what of it, the page of one. */
class TicketsTest {
  private static final Alert WEB =
      Streams.service(AlertKind.SERVICE_UNAVAILABLE, "k/web", Severity.CRITICAL, 1, "pay");
  private static final Alert DB =
      Streams.service(AlertKind.SERVICE_DEGRADED, "k/db", Severity.ERROR, 2, "pay");
  private static final Alert NODE =
      Streams.node(AlertKind.NODE_SILENT, "k/web", Severity.ERROR, 3, List.of("mail"));

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn();

  @BeforeAll
  static void tickets() {
    TestDatabase.forget();
    List.of(WEB, DB, NODE).forEach(alert -> Recorded.put(alert, alert.n()));
    Recorded.put(Story.ticket("mail:1", TicketState.SENT, NODE), 1);
    Recorded.put(Story.ticket("pay:1", TicketState.CLOSED, WEB), 2);
    Recorded.put(Story.ticket("pay:2", TicketState.OPEN, DB, WEB), 3);
    Recorded.put(Story.step("pay:2", 2, TicketState.TAKEN, TicketMove.TAKEN, "zoe", DB, WEB), 4);
    TestDatabase.update(
        "INSERT INTO delivery (id,channel,to_whom,address,state,attempt,at,reply,next_at,tells,"
            + "external,link,part,pos) VALUES ('m1@vigie','mail','zoe','zoe@example.org','accepted',"
            + "2,1790000000000,'250 ok',NULL,2,'','',0,0)");
    TestDatabase.update(
        "INSERT INTO delivery_ticket (ticket,delivery) VALUES ('pay:2','m1@vigie')");
    Story.person("k-pay", "operator", "app pay");
    Story.person("k-web", "operator", "service k/web");
    Story.person("k-node", "operator", "node k/web");
    Story.person("k-no", "operator");
    Story.person("ben", "operator");
  }

  @AfterAll
  static void forget() {
    Story.forget();
  }

  @Test
  void openOnesComeWorstFirstThenThoseThatAreClosed() {
    assertThat(ids(admin, "")).containsExactly("pay:2", "mail:1", "pay:1");
    assertThat(ids(admin, "state!=closed owner=zoe severity=critical")).containsExactly("pay:2");
    assertThat(ids(admin, "services=k/web")).containsExactly("pay:2", "pay:1");
    assertThat(ids(admin, "nodes=k/web")).containsExactly("mail:1");
    assertThat(ids(admin, "state=closed refused>0 external=4711")).containsExactly("pay:1");
    for (String sort : List.of("id", "-app", "severity", "-alerts", "opened", "-owner")) {
      assertThat(admin.json("/api/v1/tickets?sort=" + sort).get("rows")).as(sort).hasSize(3);
    }
    JsonNode facets = admin.json("/api/v1/tickets/facets?field=app&q=state!=closed").get("facets");
    assertThat(facets.get(0).get("values"))
        .hasToString("[{\"value\":\"mail\",\"total\":1},{\"value\":\"pay\",\"total\":1}]");
    assertThat(admin.get("/api/v1/tickets.csv?q=owner%3Dzoe").body())
        .contains("pay:2,pay,2,taken,critical,k/db;k/web,,2,0,3,1,1,0,");
  }

  @Test
  void itIsSeenByWhoSeesItsAppOrAnswersForWhatItsAlertsAreAbout() {
    assertThat(ids(person("k-pay"), "")).containsExactly("pay:2", "pay:1");
    assertThat(ids(person("k-web"), "")).containsExactly("pay:2", "pay:1");
    assertThat(ids(person("k-node"), ""))
        .as("nothing of a service of its node's name")
        .containsExactly("mail:1");
    assertThat(ids(person("k-no"), "")).isEmpty();

    assertThat(page(person("k-pay"), "pay:2").get("lines")).hasSize(2);
    assertThat(page(person("k-web"), "pay:2").get("lines").findValuesAsText("alert"))
        .as("of a service of the same app that is not theirs nothing")
        .containsExactly(WEB.key());
    assertThat(page(person("k-web"), "pay:2").get("yours").asBoolean())
        .as("there is more in it")
        .isFalse();
    assertThat(page(person("k-web"), "pay:1").get("yours").asBoolean()).isTrue();
    assertThat(person("k-node").get("/api/v1/tickets/pay%3A2").statusCode()).isEqualTo(404);
    assertThat(admin.json("/api/v1/tickets/none%3A9").get("detail").asText())
        .isEqualTo("there is no ticket none:9; its id is in the list at /api/v1/tickets");
  }

  @Test
  void whoWasToldOfItOrHasItSeesAllOfIt() {
    assertThat(ids(person("ben"), "")).containsExactly("pay:2", "mail:1", "pay:1");
    JsonNode page = page(person("ben"), "pay:2");
    assertThat(page.get("lines")).hasSize(2);
    assertThat(page.get("yours").asBoolean()).isTrue();
    assertThat(page.get("told").get(0).get("mail").asText()).isEqualTo("zoe@example.org");
    assertThat(person("ben").get("/api/v1/tickets.csv").body()).contains("k/db;k/web");
    assertThat(Client.json(person("ben").get("/api/v1/tickets/facets?field=app")).get("facets"))
        .hasToString(admin.json("/api/v1/tickets/facets?field=app").get("facets").toString());

    TestDatabase.update("UPDATE ticket SET owner='k-no' WHERE id='mail:1'");
    try {
      assertThat(ids(person("k-no"), "")).containsExactly("mail:1");
      assertThat(page(person("k-no"), "mail:1").get("yours").asBoolean()).isTrue();
    } finally {
      TestDatabase.update("UPDATE ticket SET owner='' WHERE id='mail:1'");
    }
  }

  @Test
  void aChannelThatWasToldIsNobodyWhoHasItsName() {
    TestDatabase.update("UPDATE ticket_told SET channel='chat' WHERE person='ben'");
    try {
      assertThat(ids(person("ben"), "")).isEmpty();
      assertThat(person("ben").get("/api/v1/tickets/pay%3A2").statusCode()).isEqualTo(404);
      assertThat(page(admin, "pay:2").get("told").findValuesAsText("channel"))
          .containsExactly("mail", "chat", "mail");
    } finally {
      TestDatabase.update("UPDATE ticket_told SET channel='mail' WHERE person='ben'");
    }
  }

  @Test
  void whoAnswersForAPartSeesNeitherTheRestNorWhatOthersServersSaid() {
    JsonNode page = page(person("k-web"), "pay:2");
    assertThat(page.get("ticket").get("services")).hasToString("[\"k/web\"]");
    assertThat(page.get("told").findValuesAsText("mail")).containsOnly("");
    assertThat(page.get("told").findValuesAsText("detail")).containsOnly("");
    assertThat(page.get("deliveries").findValuesAsText("address")).containsExactly("");
    assertThat(page.get("deliveries").findValuesAsText("reply")).containsExactly("");
    assertThat(page(person("k-pay"), "pay:2").get("deliveries").findValuesAsText("reply"))
        .containsExactly("250 ok");

    assertThat(person("k-web").json("/api/v1/tickets").toString()).doesNotContain("k/db");
    assertThat(person("k-web").get("/api/v1/tickets.csv").body())
        .contains("k/web")
        .doesNotContain("k/db");
  }

  @Test
  void whoIsCalledForAnAppSeesAndTakesWhatIsWrongThereAndSetsNothing() {
    TestDatabase.update(
        "REPLACE INTO app (name,description,shared,chain,n) VALUES ('pay','',FALSE,"
            + "'[{\"afterSeconds\":900,\"who\":{\"people\":[\"k-chain\"],\"groups\":[]}}]',1)");
    Story.person("k-chain", "app-manager");
    try {
      Client chain = person("k-chain").with("x-vigie-request", "1");
      assertThat(ids(chain, "")).containsExactly("pay:2", "pay:1");
      assertThat(page(chain, "pay:2").get("yours").asBoolean()).isTrue();
      JsonNode alert = chain.json("/api/v1/alerts/service-unavailable:k%2Fweb");
      assertThat(alert.get("yours").asBoolean()).isTrue();
      var done =
          chain.send(
              "POST",
              "/api/v1/alerts/acknowledge",
              "{\"alerts\":[{\"alert\":\""
                  + WEB.key()
                  + "\",\"episode\":1}],\"comment\":\"known\"}");
      assertThat(Client.json(done).get("done").asInt()).isEqualTo(1);
      assertThat(chain.send("PUT", "/api/v1/apps/pay", "{}").statusCode()).isEqualTo(403);
    } finally {
      TestDatabase.update("DELETE FROM app WHERE name='pay'");
    }
  }

  @Test
  void whoAnswersForNoneIsCalledForWhatNobodyAnswersFor() {
    Alert lost =
        Streams.service(AlertKind.SERVICE_UNAVAILABLE, "k/lost", Severity.ERROR, 4, "lost");
    Recorded.put(lost, 4);
    TestDatabase.update(
        "INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,"
            + "known_from,app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,"
            + "up_nodes,last_known_up_on,instances,action,badges,part,pos) VALUES ('k/lost','k',"
            + "'lost',1,'down','down',FALSE,FALSE,FALSE,0,0,'lost','','','failover',0,0,'','[]',"
            + "'[]','[]',1,'','{}',0,0)");
    Story.person("k-none", "operator", "app none");
    try {
      String alert = "/api/v1/alerts/service-unavailable:k%2Flost";
      assertThat(person("k-none").json(alert).get("yours").asBoolean()).isTrue();
      assertThat(ids(person("k-none"), "app=pay")).as("somebody answers for it").isEmpty();
      Story.person("k-lost", "operator", "app lost");
      Story.person("k-other", "operator", "app none");
      assertThat(person("k-other").get(alert).statusCode()).isEqualTo(404);
    } finally {
      TestDatabase.update("DELETE FROM service WHERE id='k/lost'");
      TestDatabase.update("DELETE FROM alert WHERE id='service-unavailable:k/lost'");
    }
  }

  @Test
  void itsPageHasItsAlertsWhomItIsForWhatBecameOfItsMailsAndItsSteps() {
    JsonNode page = page(admin, "pay:2");
    assertThat(page.get("ticket"))
        .isEqualTo(admin.json("/api/v1/tickets?q=id=%22pay:2%22").get("rows").get(0));
    assertThat(page.get("lines").get(0))
        .hasToString(
            "{\"alert\":\"service-degraded:k/db\",\"episode\":1,\"severity\":\"error\","
                + "\"summary\":\"it is bad\",\"since\":\"2026-11-30T11:59:52.000Z\",\"resolved\":null}");
    assertThat(page.get("told"))
        .hasToString(
            "[{\"person\":\"zoe\",\"mail\":\"zoe@example.org\",\"why\":\"responsible\","
                + "\"state\":\"accepted\",\"detail\":\"\",\"channel\":\"mail\"},{\"person\":\"ben\","
                + "\"mail\":\"ben@example.org\",\"why\":\"responsible\",\"state\":\"refused\","
                + "\"detail\":\"550 no such user\",\"channel\":\"mail\"},{\"person\":\"new\","
                + "\"mail\":\"new@example.org\",\"why\":\"responsible\",\"state\":null,"
                + "\"detail\":\"\",\"channel\":\"mail\"}]");
    assertThat(page.get("deliveries").get(0).get("reply").asText()).isEqualTo("250 ok");
    assertThat(page.get("steps").findValuesAsText("move")).containsExactly("taken", "opened");
    assertThat(page.get("steps").get(0).get("by").asText()).isEqualTo("zoe");
  }

  @Test
  void aStepIsToldToWhoSeesItAsTheListHasIt() throws Exception {
    Ticket next = Story.step("pay:2", 3, TicketState.SENT, TicketMove.SENT, "", DB);
    try (Streams streams = new Streams(lab.bootstrap());
        Listening page = new Listening(admin, "/api/v1/events?list=tickets&q=app=pay");
        Listening ben = new Listening(person("ben"), "/api/v1/events?list=tickets");
        Listening web = new Listening(person("k-web"), "/api/v1/events")) {
      await()
          .until(() -> !page.heard().isEmpty() && !ben.heard().isEmpty() && !web.heard().isEmpty());
      long offset = streams.tell(next);
      streams.tell(Story.ticket("pay:3", TicketState.OPEN, WEB, DB));

      await().until(() -> of(page).size() == 2 && of(ben).size() == 2 && !of(web).isEmpty());
      assertThat(of(ben)).as("who was told hears it as it is").isEqualTo(of(page));
      Recorded.put(next, offset);
      assertThat(of(page).get(0).get("row"))
          .isEqualTo(admin.json("/api/v1/tickets?q=id=%22pay:2%22").get("rows").get(0));
      assertThat(of(web)).extracting(told -> told.get("id").asText()).containsExactly("pay:3");
      assertThat(of(web).get(0).get("row").get("services"))
          .as("of what is theirs")
          .hasToString("[\"k/web\"]");
    } finally {
      tickets();
    }
  }

  private static List<JsonNode> of(Listening page) {
    return page.heard().stream()
        .filter(heard -> heard.type().equals("ticket"))
        .map(Listening.Heard::data)
        .toList();
  }

  private Client person(String name) {
    return lab.client().basic(name, "token of " + name);
  }

  private static JsonNode page(Client client, String id) {
    return client.json("/api/v1/tickets/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
  }

  private static List<String> ids(Client client, String q) {
    return client
        .json("/api/v1/tickets?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
        .get("rows")
        .findValuesAsText("id");
  }
}
