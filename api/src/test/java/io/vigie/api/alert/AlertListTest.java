package io.vigie.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.api.live.Listening;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.store.Digest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of alerts: its order, its filters, who sees what, in tables and as it changes. */
class AlertListTest {
  private static final String INSTANCE =
      "INSERT INTO instance (id,cluster,service,node,n,avail,overall,trusted,stale,stale_reason,"
          + "frozen,provisioned,misplaced,since,known_from,last_report,app,env,node_env,"
          + "container_type,topology,preferred_node,action,monitor,badges,resources,part,pos) VALUES"
          + " (CONCAT('a/',?,'@',?),'a',?,?,1,'up','up',TRUE,FALSE,'',FALSE,TRUE,FALSE,0,0,0,?,'','',"
          + "'','failover','','','','{}','{}',0,0)";

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn();
  private final Streams streams = new Streams(lab.bootstrap());

  @BeforeAll
  static void alerts() {
    TestDatabase.forget();
    put(Streams.service(AlertKind.SERVICE_FROZEN, "a/web", Severity.INFO, 1, "pay"));
    put(Streams.service(AlertKind.SERVICE_UNAVAILABLE, "a/web", Severity.CRITICAL, 2, "pay"));
    put(Streams.service(AlertKind.SERVICE_UNAVAILABLE, "a/db", Severity.CRITICAL, 3, ""));
    put(Streams.node(AlertKind.NODE_SILENT, "a/n1", Severity.ERROR, 4, List.of("mail", "pay")));
    put(Streams.resolved(AlertKind.CONFIG_DIFFERS, "a/web", Severity.CRITICAL, 5, "pay"));
    put(Streams.fleet(6));
    put(Streams.collector(7));
    instance("web", "n2", "pay");
    instance("own", "n1", "mail");
    for (String of :
        List.of(
            "app a-mail mail",
            "app a-none none",
            "node a-node a/n2",
            "service a-svc a/own",
            "service a-nobody a/no")) {
      String[] part = of.split(" ");
      TestDatabase.update(
          "REPLACE INTO person (name,role,created,password_changed) VALUES (?,'operator',0,0)",
          part[1]);
      TestDatabase.update(
          "REPLACE INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
          Digest.of("token of " + part[1]),
          part[1]);
      TestDatabase.update(
          "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader) VALUES (?,?,'person',?,FALSE)",
          part[0],
          part[2],
          part[1]);
    }
    TestDatabase.update("DELETE FROM answerable WHERE who='a-nobody'");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 'a-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 'a-%'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 'a-%'");
  }

  @AfterEach
  void end() {
    streams.close();
  }

  @Test
  void openOnesComeWorstFirstThenThoseThatEndedAndOfEqualsTheNewest() {
    assertThat(ids(admin, ""))
        .containsExactly(
            "many-nodes-silent:fleet",
            "service-unavailable:a/db",
            "service-unavailable:a/web",
            "collector-behind:collector",
            "node-silent:a/n1",
            "service-frozen:a/web",
            "config-differs:a/web");
  }

  @Test
  void severitiesAreSortedByWhatTheyMeanAndNotByTheirWords() {
    assertThat(words(admin.json("/api/v1/alerts?q=state=open&sort=severity"), "severity"))
        .containsExactly("info", "error", "error", "critical", "critical", "critical");
    assertThat(words(admin.json("/api/v1/alerts?q=state=open&sort=-severity"), "severity"))
        .containsExactly("critical", "critical", "critical", "error", "error", "info");
  }

  @Test
  void aFilterFindsByAnAppThatIsNotTheFirstAndByWhatNobodyKnowsOf() {
    assertThat(ids(admin, "apps=pay node!=empty")).containsExactly("node-silent:a/n1");
    assertThat(ids(admin, "acknowledged=empty state=open")).hasSize(6);
    assertThat(ids(admin, "severity=critical state=resolved"))
        .containsExactly("config-differs:a/web");
    assertThat(ids(admin, "heldBy=empty kind=service-frozen"))
        .containsExactly("service-frozen:a/web");
    assertThat(admin.json("/api/v1/alerts?q=severity=bad").get("detail").asText())
        .contains("severity is one of info, warning, error, critical; got \"bad\"");
    JsonNode facet = admin.json("/api/v1/alerts/facets?field=severity&q=state=open").get("facets");
    assertThat(facet.get(0).get("values").get(0).get("value").asText()).isEqualTo("critical");
  }

  @Test
  void whoSeesAServiceANodeOrAnAppSeesItsAlerts() {
    String theirs = "anchor!=fleet";
    assertThat(ids(person("a-mail"), theirs)).containsExactly("node-silent:a/n1");
    assertThat(ids(person("a-none"), theirs))
        .as("of a service without app, not what is about no service")
        .containsExactly("service-unavailable:a/db");
    assertThat(ids(person("a-node"), theirs + " state=open"))
        .as("what runs on their node")
        .containsExactly("service-unavailable:a/web", "service-frozen:a/web");
    assertThat(ids(person("a-svc"), theirs))
        .as("the node their service runs on")
        .containsExactly("node-silent:a/n1");
  }

  @Test
  void whatIsAboveManyIsSeenByWhoSeesAnythingAndWhatIsAboutVigieByAdministrators() {
    assertThat(ids(person("a-svc"), "service=empty node=empty"))
        .containsExactly("many-nodes-silent:fleet");
    assertThat(ids(person("a-nobody"), "")).isEmpty();
  }

  @Test
  void aTransitionIsToldToWhoSeesItAsTheListHasIt() throws Exception {
    // a later record of the same alert, as streams tell it
    Alert next = Streams.service(AlertKind.SERVICE_FROZEN, "a/web", Severity.WARNING, 9, "pay");
    try (Listening page = new Listening(admin, "/api/v1/events?list=alerts&q=severity=warning");
        Listening mail = new Listening(person("a-mail"), "/api/v1/events")) {
      await().until(() -> !page.heard().isEmpty() && !mail.heard().isEmpty());
      long offset = streams.tell(next);
      streams.tell(Streams.node(AlertKind.NODE_FROZEN, "a/n1", Severity.INFO, 10, List.of("mail")));

      streams.tell(Streams.collector(11));
      streams.tell(Streams.fleet(12));

      await().until(() -> !of(page).isEmpty() && of(mail).size() == 2);
      Recorded.put(next, offset);
      JsonNode row =
          admin.json("/api/v1/alerts?q=id=%22service-frozen:a/web%22").get("rows").get(0);
      assertThat(of(page).get(0).get("row")).isEqualTo(row);
      assertThat(row.get("n").asLong()).isEqualTo(offset);
      assertThat(of(mail))
          .extracting(told -> told.get("id").asText())
          .containsExactlyInAnyOrder("node-frozen:a/n1", "many-nodes-silent:fleet");
    } finally {
      put(Streams.service(AlertKind.SERVICE_FROZEN, "a/web", Severity.INFO, 1, "pay"));
    }
  }

  private static List<JsonNode> of(Listening page) {
    return page.heard().stream()
        .filter(heard -> heard.type().equals("alert") && !heard.data().has("removed"))
        .map(Listening.Heard::data)
        .toList();
  }

  private static void put(Alert alert) {
    Recorded.put(alert, alert.n());
  }

  private static void instance(String service, String node, String app) {
    TestDatabase.update(INSTANCE, service, node, service, node, app);
  }

  private Client person(String name) {
    return lab.client().basic(name, "token of " + name);
  }

  private static List<String> ids(Client client, String q) {
    return words(
        client.json("/api/v1/alerts?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8)), "id");
  }

  private static List<String> words(JsonNode answer, String field) {
    return answer.get("rows").findValuesAsText(field);
  }
}
