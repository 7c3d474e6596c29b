package io.vigie.api.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Snapshots;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.Silence;
import io.vigie.contract.topic.Topic;
import io.vigie.store.Digest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people mute: when, of which apps, and what that hits. */
class SilencesTest {
  private static final String SILENCES = "/api/v1/silences";
  private static final String END = "\"end\":\"2999-01-01T00:00:00Z\",\"comment\":\"change night\"";

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void alerts() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM silence");
    alert("web", "pay", "[\"pay\"]", "open");
    alert("both", "mail", "[\"mail\",\"pay\"]", "open");
    alert("db", "mail", "[\"mail\"]", "open");
    alert("old", "pay", "[\"pay\"]", "resolved");
    alert("bare", "", "[]", "open");
    person("s-pay", "pay");
    person("s-nobody", "");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM silence");
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 's-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 's-%'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 's-%'");
  }

  @Test
  void aSilenceIsToldToTheStreamsChangedAndTakenBack() {
    String id =
        made(admin, "{\"kind\":\"maintenance\",\"q\":\"service=web\"," + END + "}").asText();

    JsonNode read = admin.json(SILENCES + '/' + id);
    assertThat(read.get("kind").asText()).isEqualTo("maintenance");
    assertThat(read.get("inForce").asBoolean()).isTrue();
    assertThat(read.get("changes").asText()).isEqualTo("2999-01-01T00:00:00.000Z");
    assertThat(read.get("by").asText()).isEqualTo("admin");
    await()
        .untilAsserted(
            () -> {
              JsonNode told = Committed.last(Topic.POLICY, Silence.KEYS + id);
              assertThat(told).isNotNull();
              assertThat(told.get("q").asText()).isEqualTo("service=web");
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("kind").asText()).isEqualTo("silence");
              assertThat(entry.get("object").asText()).isEqualTo(id);
            });
    assertThat(new Snapshots(TestDatabase.source()).read(Policies::all))
        .as("told again when tables are put back")
        .anySatisfy(event -> assertThat(event.key()).isEqualTo(Silence.KEYS + id));

    long n = read.get("n").asLong();
    String other = "{\"q\":\"service=db\"," + END + ",\"n\":" + n + "}";
    assertThat(admin.send("PUT", SILENCES + '/' + id, other).statusCode()).isEqualTo(200);
    assertThat(admin.send("PUT", SILENCES + '/' + id, other).statusCode()).isEqualTo(409);
    assertThat(admin.json(SILENCES).findValuesAsText("q")).containsExactly("service=db");

    assertThat(admin.send("DELETE", SILENCES + '/' + id, null).statusCode()).isEqualTo(204);
    await()
        .untilAsserted(() -> assertThat(Committed.last(Topic.POLICY, Silence.KEYS + id)).isNull());
    assertThat(admin.get(SILENCES + '/' + id).statusCode()).isEqualTo(404);
  }

  @Test
  void whatRecursSaysWhenItBeginsNext() {
    String id =
        made(
                admin,
                "{\"begin\":\"2998-01-05T01:00:00Z\",\"recurrence\":\"FREQ=WEEKLY;BYDAY=SU\","
                    + "\"zone\":\"Europe/Paris\",\"durationSeconds\":7200,\"comment\":\"backup\"}")
            .asText();

    JsonNode read = admin.json(SILENCES + '/' + id);
    assertThat(read.get("inForce").asBoolean()).isFalse();
    assertThat(read.get("changes").asText()).isEqualTo("2998-01-07T01:00:00.000Z");
    assertThat(read.get("end").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''             | ''   | 4 | everything open
          service=web    | ''   | 1 | by its filter
          ''             | mail | 1 | what concerns mail and no other app
          ''             | none | 1 | of services that name no app
          env=PRD        | pay  | 1 | both
          severity=error | ''   | 0 | nothing
          """)
  void thePreviewShowsWhatItWouldHitNow(String q, String app, int count, String why) {
    String apps = app.isEmpty() ? "[]" : "[\"" + app + "\"]";
    JsonNode preview =
        Client.json(
            admin.send(
                "POST", SILENCES + "/preview", "{\"q\":\"" + q + "\",\"apps\":" + apps + "}"));

    assertThat(preview.get("count").asInt()).as(why).isEqualTo(count);
    assertThat(preview.get("first")).hasSize(count);
  }

  @Test
  void whatAnOperatorSilencesIsOfTheirAppsAlone() {
    Client pay = person("s-pay");

    String id = made(pay, "{" + END + "}").asText();
    assertThat(pay.json(SILENCES + '/' + id).get("apps")).hasToString("[\"pay\"]");
    assertThat(Client.json(pay.send("POST", SILENCES + "/preview", "{}")).get("count").asInt())
        .isEqualTo(1);
    HttpResponse<String> foreign =
        pay.send("POST", SILENCES, "{\"apps\":[\"pay\",\"mail\"]," + END + "}");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("you do not answer for app mail");

    String all = made(admin, "{" + END + "}").asText();
    assertThat(pay.json(SILENCES + '/' + all).get("editable").asBoolean()).isFalse();
    assertThat(pay.send("PUT", SILENCES + '/' + all, "{" + END + "}").statusCode()).isEqualTo(403);
    assertThat(pay.send("DELETE", SILENCES + '/' + all, null).statusCode()).isEqualTo(403);
    assertThat(pay.send("DELETE", SILENCES + '/' + id, null).statusCode()).isEqualTo(204);

    Client nobody = person("s-nobody");
    HttpResponse<String> none = nobody.send("POST", SILENCES, "{" + END + "}");
    assertThat(none.statusCode()).isEqualTo(403);
    assertThat(none.body()).contains("you answer for no app");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"end":"2999-01-01T00:00:00Z"}                        | comment is missing: say why
          {"comment":"c"}                                       | end is missing
          {"comment":"c","end":"1999-01-01T00:00:00Z"}          | end must be after begin
          {"comment":"c","end":"soon"}                          | end is a moment such as
          {"comment":"c","end":"2999-01-01T00:00:00Z","q":"colour=red"} | there is no field colour
          {"comment":"c","end":"2999-01-01T00:00:00Z","q":"since>2h"} | there is no field since
          {"comment":"c","recurrence":"FREQ=NEVER","durationSeconds":60} | recurrence is an RRULE of RFC 5545
          {"comment":"c","recurrence":"FREQ=DAILY"}             | durationSeconds must be 60 to 2678400
          {"comment":"c","end":"2999-01-01T00:00:00Z","zone":"Mars"} | zone must be one of the time zones
          {"comment":"c","end":"2999-01-01T00:00:00Z","kind":"nap"} | kind is one of silence, maintenance
          {"comment":"c","end":"2999-01-01T00:00:00Z","apps":["pay",null]} | apps[1]
          """)
  void aWrongWishIsToldHow(String body, String why) {
    HttpResponse<String> answer = admin.send("POST", SILENCES, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains(why);
    assertThat(admin.json(SILENCES)).isEmpty();
  }

  @Test
  void theListOfAlertsSaysWhatIsSilencedAndFiltersByIt() {
    TestDatabase.update("UPDATE alert SET silenced_by='s1' WHERE service='web'");

    JsonNode rows = admin.json("/api/v1/alerts?q=silenced%3Dtrue").get("rows");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("silencedBy").asText()).isEqualTo("s1");
    assertThat(admin.json("/api/v1/alerts?q=silenced%3Dfalse").get("rows")).hasSize(4);
  }

  @Test
  void whatIsSilencedIsCountedApartAndOfItsSilence() {
    String now = made(admin, "{\"q\":\"service=web\"," + END + "}").asText();
    String later = made(admin, "{\"begin\":\"2998-01-01T00:00:00Z\"," + END + "}").asText();
    JsonNode before = admin.json("/api/v1/alerts/counts");
    TestDatabase.update("UPDATE alert SET silenced_by=? WHERE service IN ('web','old')", now);
    TestDatabase.update("UPDATE alert SET silenced_by=?,ack_by='zoe' WHERE service='db'", now);

    await()
        .untilAsserted(
            () -> {
              JsonNode counts = admin.json("/api/v1/alerts/counts");
              assertThat(counts.get("silenced").asInt()).isEqualTo(1);
              assertThat(counts.get("acknowledged").asInt()).isEqualTo(1);
              assertThat(counts.get("warning").asInt())
                  .isEqualTo(before.get("warning").asInt() - 2);
            });
    assertThat(admin.json(SILENCES + '/' + now).get("hits").asInt()).isEqualTo(2);
    assertThat(person("s-pay").json(SILENCES + '/' + later).get("hits").asInt()).isZero();
    assertThat(admin.json(SILENCES).findValuesAsText("hits")).containsExactly("2", "0");
    assertThat(admin.json(SILENCES + "?inForce=true").findValuesAsText("id")).containsExactly(now);
  }

  @Test
  void everyActIsInTheAudit() {
    String id = made(admin, "{\"q\":\"service=web\"," + END + "}").asText();
    assertAudited("create", id, "after", "service=web");
    String ended = "{\"q\":\"service=db\",\"begin\":\"2020-01-01T00:00:00Z\",";
    ended += "\"end\":\"2020-01-02T00:00:00Z\",\"comment\":\"over\"}";
    assertThat(admin.send("PUT", SILENCES + '/' + id, ended).statusCode()).isEqualTo(200);
    assertAudited("change", id, "after", "service=db");
    assertThat(admin.send("DELETE", SILENCES + '/' + id, null).statusCode()).isEqualTo(204);
    assertAudited("delete", id, "before", "service=db");
  }

  private static void assertAudited(String act, String id, String side, String q) {
    await()
        .untilAsserted(
            () -> {
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("act").asText()).isEqualTo(act);
              assertThat(entry.get("kind").asText()).isEqualTo("silence");
              assertThat(entry.get("object").asText()).isEqualTo(id);
              assertThat(entry.get(side).get("q").asText()).isEqualTo(q);
            });
  }

  private static JsonNode made(Client client, String wish) {
    HttpResponse<String> answer = client.send("POST", SILENCES, wish);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Client.json(answer).get("id");
  }

  private Client person(String name) {
    return lab.client().basic(name, "token of " + name);
  }

  private static void alert(String service, String app, String apps, String state) {
    TestDatabase.update(
        "INSERT INTO alert (id,kind,anchor,detail,cluster,service,node,app,apps,env,production,"
            + "severity,state,flapping,held_by,n,episode,occurrence,since,raised,at,resolved,"
            + "reason,ack_by,ack_at,ack_comment,ack_expires,ack_sticky,facts,evidence,part,pos)"
            + " VALUES (?,'service-frozen',?,'','c',?,'',?,?,'PRD',TRUE,1,?,FALSE,'',1,1,1,0,0,0,"
            + "NULL,'','',NULL,'',NULL,FALSE,'{}','[]',0,0)",
        "service-frozen:c/" + service,
        "c/" + service,
        service,
        app,
        apps,
        state);
  }

  private static void person(String name, String app) {
    TestDatabase.update(
        "REPLACE INTO person (name,role,created,password_changed) VALUES (?,'operator',0,0)", name);
    TestDatabase.update(
        "REPLACE INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
        Digest.of("token of " + name),
        name);
    if (!app.isEmpty()) {
      TestDatabase.update(
          "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader)"
              + " VALUES ('app',?,'person',?,FALSE)",
          app,
          name);
    }
  }
}
