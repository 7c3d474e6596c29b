package io.vigie.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.contract.topic.Topic;
import io.vigie.store.Digest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test mail is asked for, and what became of it is told. */
class MailTestTest {
  private static final String OF_ZOE = "/api/v1/people/mt-zoe/mail-test";
  private static final String OWN = "/api/v1/session/mail-test";

  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");
  private final Client zoe = Lab.get().client().basic("mt-zoe", "token of mt-zoe");

  @BeforeEach
  void zoe() {
    forget();
    TestDatabase.update(
        "INSERT INTO person (name,role,created,password_changed,mail)"
            + " VALUES ('mt-zoe','viewer',0,0,'zoe@example.org')");
    TestDatabase.update(
        "INSERT INTO api_token (id,person,name,created) VALUES (?,'mt-zoe','test',0)",
        Digest.of("token of mt-zoe"));
  }

  @AfterAll
  static void forget() {
    TestDatabase.update("DELETE FROM delivery WHERE id LIKE 'mt-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person='mt-zoe'");
    TestDatabase.update("DELETE FROM person WHERE name='mt-zoe'");
  }

  @Test
  void itIsOrderedOfTheStreamsAndStandsInTheAudit() throws Exception {
    assertThat(admin.send("POST", OF_ZOE, "{}").statusCode()).isEqualTo(202);

    String test =
        TestDatabase.text("SELECT mail_test FROM person WHERE name='mt-zoe'", "mail_test");
    await().until(() -> Committed.last(Topic.COMMAND, "none").path("test").asText().equals(test));
    JsonNode order = Committed.last(Topic.COMMAND, "none");
    assertThat(order.get("person").asText()).isEqualTo("mt-zoe");
    assertThat(order.get("by").asText()).isEqualTo("admin");
    await()
        .untilAsserted(
            () ->
                assertThat(Committed.records(Lab.get().bootstrap(), Topic.AUDIT))
                    .extracting(record -> new String(record.value()))
                    .anyMatch(
                        entry ->
                            entry.contains("\"mail-test\"")
                                && entry.contains("\"mt-zoe\"")
                                && entry.contains("zoe@example.org")));
  }

  @Test
  void whatBecameOfItIsTold() {
    assertThat(zoe.json(OWN).get("asked").isNull()).isTrue();

    assertThat(zoe.send("POST", OWN, "{}").statusCode()).isEqualTo(202);
    assertThat(zoe.json(OWN).get("state").isNull()).isTrue();
    TestDatabase.update(
        "INSERT INTO delivery (id,channel,to_whom,address,state,attempt,at,reply,tells,external,"
            + "link,test,part,pos) SELECT 'mt-1','mail',name,mail,'refused',1,1000,"
            + "'550 no such user',1,'','',mail_test,0,0 FROM person WHERE name='mt-zoe'");

    JsonNode became = zoe.json(OWN);
    assertThat(became.get("mail").asText()).isEqualTo("zoe@example.org");
    assertThat(became.get("state").asText()).isEqualTo("refused");
    assertThat(became.get("reply").asText()).isEqualTo("550 no such user");
    assertThat(admin.json(OF_ZOE)).isEqualTo(became);
  }

  @Test
  void aSecondOneWithinAMinuteIsToldToWait() {
    zoe.send("POST", OWN, "{}");

    HttpResponse<String> second = admin.send("POST", OF_ZOE, "{}");

    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(second.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(50, 60);
    TestDatabase.update("UPDATE person SET mail_tested=mail_tested-60000 WHERE name='mt-zoe'");
    assertThat(admin.send("POST", OF_ZOE, "{}").statusCode()).isEqualTo(202);
  }

  @Test
  void whoHasNoAddressOrIsNotThereGetsNone() {
    TestDatabase.update("UPDATE person SET mail='' WHERE name='mt-zoe'");
    assertThat(zoe.send("POST", OWN, "{}").body()).contains("mt-zoe has no address");
    TestDatabase.update("UPDATE person SET mail='a@b.org',disabled=TRUE WHERE name='mt-zoe'");
    assertThat(admin.send("POST", OF_ZOE, "{}").statusCode()).isEqualTo(409);
    assertThat(admin.send("POST", "/api/v1/people/mt-x/mail-test", "{}").statusCode())
        .isEqualTo(404);
    assertThat(zoe.send("POST", OF_ZOE, "{}").statusCode()).as("of others").isNotEqualTo(202);
  }
}
