package io.vigie.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SignInTest {
  private final Client stranger = Lab.get().client();

  @Test
  void whoSignsInIsKnownUntilTheSignOut() {
    HttpResponse<String> answer = stranger.signIn("admin", Lab.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(200);
    Client browser = stranger.with("Cookie", Client.cookie(answer));
    JsonNode who = browser.json("/api/v1/session");
    assertThat(who.get("user").asText()).isEqualTo("admin");
    assertThat(who.get("role").asText()).isEqualTo("administrator");

    HttpResponse<String> out =
        browser.with("x-vigie-request", "1").send("DELETE", "/api/v1/session", null);

    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void noScriptReadsTheCookieAndNoOtherSiteSendsIt() {
    String cookie =
        stranger.signIn("admin", Lab.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();

    assertThat(cookie)
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/");
    assertThat(cookie).as("over plain text a browser would drop it").doesNotContain("Secure");
  }

  @Test
  void aSignInMakesANewSecretAndEndsTheOldSession() {
    String before = Client.cookie(stranger.signIn("admin", Lab.PASSWORD));

    String after = Client.cookie(stranger.with("Cookie", before).signIn("admin", Lab.PASSWORD));

    assertThat(after).isNotEqualTo(before);
    assertThat(stranger.with("Cookie", before).get("/api/v1/session").statusCode()).isEqualTo(401);
    assertThat(stranger.with("Cookie", after).get("/api/v1/session").statusCode()).isEqualTo(200);
  }

  @Test
  void aSessionNobodyUsedForHalfADayIsOver() throws Exception {
    String cookie = Client.cookie(stranger.signIn("admin", Lab.PASSWORD));
    String id = Secret.digest(cookie.replaceFirst(".*=", ""));
    long then = System.currentTimeMillis() - StoredSession.IDLE.toMillis() - 1_000;
    age(id, "used", then);

    assertThat(stranger.with("Cookie", cookie).get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionEndsAfterAWeekHoweverBusy() throws Exception {
    String cookie = Client.cookie(stranger.signIn("admin", Lab.PASSWORD));
    String id = Secret.digest(cookie.replaceFirst(".*=", ""));
    age(id, "began", System.currentTimeMillis() - StoredSession.LONGEST.toMillis() - 1_000);

    assertThat(stranger.with("Cookie", cookie).get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void theTableKeepsNoSecretThatOpensASession() throws Exception {
    String secret = Client.cookie(stranger.signIn("admin", Lab.PASSWORD)).replaceFirst(".*=", "");

    assertThat(secret).hasSize(43);
    assertThat(count("SELECT COUNT(*) FROM console_session WHERE id=?", secret)).isZero();
    assertThat(count("SELECT COUNT(*) FROM console_session WHERE id=?", Secret.digest(secret)))
        .isOne();
  }

  @Test
  void aStrangerWhoGuessesIsTurnedAwayForAWhile() {
    for (int i = 0; i < Attempts.PER_ACCOUNT_AND_ADDRESS; i++) {
      assertThat(stranger.signIn("guessed", "wrong " + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> refused = stranger.signIn("guessed", "wrong again");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("300");
    assertThat(stranger.signIn("admin", Lab.PASSWORD).statusCode()).as("another").isEqualTo(200);
  }

  @Test
  void aTryThatIsTurnedAwayDoesNotCount() {
    Attempts attempts = new Attempts();
    for (int i = 0; i < 2 * Attempts.PER_ACCOUNT_AND_ADDRESS; i++) {
      attempts.begin("guessed", "192.0.2.1");
    }
    attempts.undone("guessed", "192.0.2.1");
    assertThat(attempts.begin("guessed", "192.0.2.1")).isZero();
    assertThat(attempts.begin("guessed", "192.0.2.1")).isPositive();
  }

  @Test
  void aWrongPasswordAndAnUnknownUserAreToldAlike() {
    HttpResponse<String> wrong = stranger.signIn("admin", "not the password");
    HttpResponse<String> unknown = stranger.signIn("nobody", "not the password");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(stranger.signIn("admin", Lab.PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void aPageOfAnotherSiteCannotSignAnybodyInOrOut() {
    Client browser = stranger.signedIn();

    assertThat(browser.send("DELETE", "/api/v1/session", null).statusCode()).isEqualTo(403);
    assertThat(
            browser
                .with("x-vigie-request", "1")
                .with("Origin", "https://elsewhere.example")
                .send("DELETE", "/api/v1/session", null)
                .statusCode())
        .isEqualTo(403);
    assertThat(
            browser
                .with("x-vigie-request", "1")
                .with("Sec-Fetch-Site", "cross-site")
                .send("DELETE", "/api/v1/session", null)
                .statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/api/v1/session").statusCode()).isEqualTo(200);
  }

  @Test
  void aScriptComesInWithATokenUntilItIsDeleted() {
    Client browser = stranger.signedIn().with("x-vigie-request", "1");
    JsonNode made =
        Client.json(browser.send("POST", "/api/v1/tokens", "{\"name\":\"nightly report\"}"));
    Client script = stranger.basic("admin", made.get("token").asText());
    assertThat(script.get("/api/v1/session").statusCode()).isEqualTo(200);
    assertThat(
            stranger.basic("other", made.get("token").asText()).get("/api/v1/session").statusCode())
        .as("under another name")
        .isEqualTo(401);
    assertThat(browser.json("/api/v1/tokens").findValuesAsText("name")).contains("nightly report");

    browser.send("DELETE", "/api/v1/tokens/nightly%20report", null);

    assertThat(script.get("/api/v1/session").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenThatOnlyReadsChangesNothing() {
    Client reads = script("reads", ",\"scope\":\"read\"");
    Client acts = script("acts", ",\"scope\":\"act\"");

    assertThat(reads.get("/api/v1/people").statusCode()).isEqualTo(200);
    for (String address : List.of("/api/v1/people/made-by-token", "/api/v1/apps/made-by-token")) {
      HttpResponse<String> refused = reads.send("PUT", address, "{}");
      assertThat(refused.statusCode()).as(address).isEqualTo(403);
      assertThat(refused.body()).contains("this API token only reads");
      assertThat(acts.send("PUT", address, "{}").statusCode()).as(address).isEqualTo(201);
      assertThat(acts.send("DELETE", address, null).statusCode()).as(address).isEqualTo(204);
    }
    assertThat(reads.send("POST", "/api/v1/tokens", "{\"name\":\"more\"}").statusCode())
        .as("it makes itself no better one")
        .isEqualTo(403);
  }

  @Test
  void anExpiredTokenIsToldAsExpired() {
    Client script = script("expired", "");
    assertThat(script.get("/api/v1/session").statusCode()).isEqualTo(200);
    long then = System.currentTimeMillis() - 1;

    TestDatabase.update("UPDATE api_token SET expires=? WHERE name='expired'", then);
    Lab.get().part(Acts.class).run(new Actor("test", "", ""), act -> 0);

    HttpResponse<String> refused = script.get("/api/v1/session");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .contains("the API token expired expired at " + Instant.ofEpochMilli(then));
  }

  @Test
  void aTokenIsGoodForNinetyDaysOrWhatWasWishedUpToAYear() {
    Client admin = stranger.signedIn().with("x-vigie-request", "1");
    script("quarter", "");
    script("year", ",\"days\":366");

    assertThat(days(known(admin, "quarter"))).isEqualTo(90);
    assertThat(known(admin, "quarter").get("scope").asText()).isEqualTo("read");
    assertThat(days(known(admin, "year"))).isEqualTo(366);
    for (String wrong : List.of("\"days\":0", "\"days\":367", "\"scope\":\"write\"")) {
      String body = "{\"name\":\"wrong\"," + wrong + '}';
      assertThat(admin.send("POST", "/api/v1/tokens", body).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void theLastUseOfATokenIsShownAndWrittenOnceAMinuteAtMost() {
    Client admin = stranger.signedIn().with("x-vigie-request", "1");
    Client script = script("used", "");
    assertThat(known(admin, "used").get("lastUsed").isNull()).isTrue();

    script.get("/api/v1/session");
    String first = known(admin, "used").get("lastUsed").asText();
    assertThat(Instant.parse(first))
        .isAfter(Instant.parse(known(admin, "used").get("created").asText()));
    Lab.get().part(Acts.class).run(new Actor("test", "", ""), act -> 0);
    script.get("/api/v1/session");

    assertThat(known(admin, "used").get("lastUsed").asText()).isEqualTo(first);
    TestDatabase.update("UPDATE api_token SET used=used-61000 WHERE name='used'");
    Lab.get().part(Acts.class).run(new Actor("test", "", ""), act -> 0);
    script.get("/api/v1/session");
    assertThat(known(admin, "used").get("lastUsed").asText()).isGreaterThan(first);
  }

  @Test
  void theFirstPasswordIsGoodForScriptsOfThisMachineOnly() {
    Client script = stranger.basic("admin", Lab.PASSWORD);

    assertThat(script.get("/api/v1/session").statusCode()).isEqualTo(200);
    assertThat(script.with("X-Forwarded-For", "192.0.2.7").get("/api/v1/session").statusCode())
        .as("handed on by a proxy of this machine")
        .isEqualTo(401);
  }

  @Test
  void aScriptThatGuessesIsTurnedAwayToo() {
    for (int i = 0; i < Attempts.PER_ACCOUNT_AND_ADDRESS; i++) {
      stranger.basic("scripted", "wrong " + i).get("/api/v1/session");
    }

    HttpResponse<String> refused = stranger.basic("scripted", "wrong").get("/api/v1/session");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
  }

  /** With a new token of admin's, of this name. */
  private Client script(String name, String wish) {
    TestDatabase.update("DELETE FROM api_token WHERE name=?", name);
    String body = "{\"name\":\"" + name + '"' + wish + '}';
    Client browser = stranger.signedIn().with("x-vigie-request", "1");
    JsonNode made = Client.json(browser.send("POST", "/api/v1/tokens", body));
    return stranger.basic("admin", made.get("token").asText());
  }

  private static JsonNode known(Client owner, String name) {
    return StreamSupport.stream(owner.json("/api/v1/tokens").spliterator(), false)
        .filter(token -> token.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long days(JsonNode token) {
    return Duration.between(
            Instant.parse(token.get("created").asText()),
            Instant.parse(token.get("expires").asText()))
        .toDays();
  }

  private static void age(String id, String column, long moment) throws Exception {
    try (Connection connection = Lab.get().database().connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE console_session SET " + column + "=? WHERE id=?")) {
      update.setLong(1, moment);
      update.setString(2, id);
      assertThat(update.executeUpdate()).isOne();
    }
  }

  private static long count(String sql, String argument) throws Exception {
    try (Connection connection = Lab.get().database().connect();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, argument);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
