package io.vigie.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
