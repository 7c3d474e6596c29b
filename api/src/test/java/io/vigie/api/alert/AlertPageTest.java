package io.vigie.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.store.Digest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of one alert. */
class AlertPageTest {
  private static final Alert SILENT =
      Streams.node(AlertKind.NODE_SILENT, "p/n1", Severity.ERROR, 1, List.of("pay"));
  private static final Alert WEB =
      Streams.heldBy(
          Streams.service(AlertKind.SERVICE_UNAVAILABLE, "p/web", Severity.CRITICAL, 2, "pay"),
          SILENT.alert());

  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @BeforeAll
  static void alerts() {
    TestDatabase.forget();
    put(SILENT);
    put(WEB);
    put(
        Streams.heldBy(
            Streams.service(AlertKind.SERVICE_UNAVAILABLE, "p/db", Severity.ERROR, 3, "mail"),
            SILENT.alert()));
    TestDatabase.update(
        "INSERT INTO alert_change (alert,at,n,month,move,severity,state,episode,occurrence,held_by,"
            + "since,reason,by_whom,comment,facts,evidence) SELECT 'node-silent:p/n1',"
            + "1790000000000+seq DIV 2,seq,202609,'changed',2,'open',1,1,'',0,'','','',"
            + "'{\"missed\":\"30\"}','[{\"cause\":\"t-0@1\"}]' FROM seq_1_to_450");
    for (String name : List.of("p-mail", "p-pay", "p-node", "p-boss")) {
      TestDatabase.update(
          "REPLACE INTO person (name,role,created,password_changed) VALUES (?,'operator',0,0)",
          name);
      TestDatabase.update(
          "REPLACE INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
          Digest.of("token of " + name),
          name);
    }
    answers("app", "mail", "person", "p-mail");
    answers("app", "pay", "person", "p-pay");
    answers("app", "pay", "group", "p-ops");
    answers("node", "p/n1", "person", "p-node");
    answers("app", "none", "person", "p-boss");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 'p-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 'p-%'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 'p-%'");
  }

  @Test
  void itSaysWhyUnderWhichRuleAndWhomItConcerns() {
    JsonNode page = page(admin, WEB.key());

    assertThat(page.get("alert"))
        .isEqualTo(admin.json("/api/v1/alerts?q=service=web").get("rows").get(0));
    assertThat(page.get("evidence"))
        .hasToString(
            "[{\"cause\":\"vigie.service-health.v1-0@2\",\"before\":{\"avail\":\"up\"},"
                + "\"after\":{\"avail\":\"down\"}}]");
    assertThat(page.get("rule").get("now"))
        .hasToString(
            "{\"enabled\":true,\"holdSeconds\":10,\"escalateSeconds\":900,"
                + "\"production\":\"critical\",\"other\":\"error\"}");
    assertThat(page.get("root").get("id").asText()).isEqualTo(SILENT.key());
    assertThat(page.get("told"))
        .hasToString(
            "{\"who\":{\"people\":[\"p-pay\"],\"groups\":[\"p-ops\"]},\"managers\":false}");
    assertThat(page.get("yours").asBoolean()).isTrue();
    assertThat(page.get("next").isNull()).isTrue();
  }

  @Test
  void whatItHoldsIsCountedAndShownToWhoSeesIt() {
    JsonNode page = page(admin, SILENT.key());
    assertThat(page.get("held").get("total").asInt()).isEqualTo(2);
    assertThat(page.get("held").get("rows").findValuesAsText("id"))
        .containsExactly("service-unavailable:p/web", "service-unavailable:p/db");
    assertThat(page.get("told").get("who"))
        .hasToString("{\"people\":[\"p-node\",\"p-pay\"],\"groups\":[\"p-ops\"]}");

    JsonNode node = page(person("p-node"), SILENT.key());
    assertThat(node.get("held").get("total").asInt()).isZero();
    assertThat(node.get("yours").asBoolean()).isTrue();
    JsonNode mail = page(person("p-mail"), "service-unavailable:p/db");
    assertThat(mail.get("root").isNull()).as("a node they do not see").isTrue();
    assertThat(person("p-mail").get(address(WEB.key())).statusCode()).isEqualTo(404);
  }

  @Test
  void whatNobodyAnswersForGoesToTheManagers() {
    put(Streams.service(AlertKind.SERVICE_FROZEN, "p/lost", Severity.INFO, 4, "lost"));

    assertThat(page(admin, "service-frozen:p/lost").get("told"))
        .hasToString("{\"who\":{\"people\":[\"p-boss\"],\"groups\":[]},\"managers\":true}");
  }

  @Test
  void transitionsComeNewestFirstAPageAtATimeAndNoneTwice() {
    JsonNode first = page(admin, SILENT.key());
    assertThat(numbers(first)).hasSize(200).startsWith("450", "449").endsWith("251");
    JsonNode second = admin.json(address(SILENT.key()) + "?before=" + first.get("next").asText());
    assertThat(numbers(second)).hasSize(200).startsWith("250").endsWith("51");
    JsonNode third = admin.json(address(SILENT.key()) + "?before=" + second.get("next").asText());
    assertThat(numbers(third)).hasSize(50).endsWith("1");
    assertThat(third.get("next").isNull()).isTrue();
    assertThat(third.get("changes").get(0).get("evidence"))
        .hasToString("[{\"cause\":\"t-0@1\",\"before\":{},\"after\":{}}]");

    assertThat(admin.json(address(SILENT.key()) + "?before=x").get("detail").asText())
        .contains("before is next of the answer before");
  }

  @Test
  void anAddressTakesAnIdOfAnyCharacters() {
    String app = "Évènements d'été: 50% #1?/+ \"x\"";
    put(Streams.app(app, 5));

    assertThat(page(admin, "app-without-responsible:" + app).get("alert").get("anchor").asText())
        .isEqualTo(app);
    assertThat(admin.json(address("nothing:p/x")).get("detail").asText())
        .contains("there is no alert nothing:p/x; its id is in the list at /api/v1/alerts");
  }

  @Test
  void heldOnesAreCountedApart() {
    assertThat(Client.json(person("p-mail").get("/api/v1/alerts/counts")))
        .hasToString(
            "{\"critical\":0,\"error\":0,\"warning\":0,\"info\":0,\"acknowledged\":0,\"silenced\":0,\"held\":1}");
  }

  private static List<String> numbers(JsonNode page) {
    return page.get("changes").findValuesAsText("n");
  }

  private static JsonNode page(Client client, String id) {
    JsonNode page = client.json(address(id));
    assertThat(page.has("alert")).as(page.toString()).isTrue();
    return page;
  }

  private static String address(String id) {
    return "/api/v1/alerts/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void put(Alert alert) {
    Recorded.put(alert, alert.n());
  }

  private static void answers(String kind, String of, String whoKind, String who) {
    TestDatabase.update(
        "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader) VALUES (?,?,?,?,FALSE)",
        kind,
        of,
        whoKind,
        who);
  }

  private static Client person(String name) {
    return Lab.get().client().basic(name, "token of " + name);
  }
}
