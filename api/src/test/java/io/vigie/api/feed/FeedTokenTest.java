package io.vigie.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.api.alert.Streams;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads a feed by the token in its address, and what that token is good for. */
class FeedTokenTest {
  private static final String TOKEN = "feed-token-of-zoe";
  private static final String ADDRESS = "/api/v1/alerts.atom?token=" + TOKEN;

  private final Client reader = Lab.get().client();

  @BeforeEach
  void zoe() {
    forget();
    put(Streams.service(AlertKind.SERVICE_FROZEN, "t/own", Severity.INFO, 1, "t-own"));
    put(Streams.service(AlertKind.SERVICE_FROZEN, "t/foreign", Severity.INFO, 2, "t-foreign"));
    TestDatabase.update(
        "INSERT INTO person (name,role,created,password_changed) VALUES ('t-zoe','viewer',0,0)");
    TestDatabase.update(
        "INSERT INTO answerable (of_kind,of_id,who_kind,who,reader)"
            + " VALUES ('app','t-own','person','t-zoe',TRUE)");
    token(TOKEN, "feed");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM answerable WHERE who='t-zoe'");
    TestDatabase.update("DELETE FROM api_token WHERE person='t-zoe'");
    TestDatabase.update("DELETE FROM person WHERE name='t-zoe'");
  }

  private static void token(String secret, String scope) {
    TestDatabase.update(
        "INSERT INTO api_token (id,person,name,created,scope) VALUES (?,'t-zoe',?,0,?)",
        Digest.of(secret),
        secret,
        scope);
  }

  private static void put(Alert alert) {
    Recorded.put(alert, alert.n());
  }

  @Test
  void theReaderSeesWhatItsOwnerSees() {
    HttpResponse<String> answer = reader.get(ADDRESS);

    assertThat(Readers.feed(answer).getEntries()).hasSize(1);
    assertThat(answer.body()).contains("t/own").doesNotContain("t/foreign", TOKEN);
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
  }

  @Test
  void itIsGoodForFeedsAlone() {
    Client basic = reader.basic("t-zoe", TOKEN);

    assertThat(basic.get("/api/v1/alerts.rss").statusCode()).isEqualTo(200);
    assertThat(reader.get("/api/v1/alerts.csv?token=" + TOKEN).statusCode()).isEqualTo(401);
    for (String address : new String[] {"alerts", "alerts.csv", "session", "tokens"}) {
      HttpResponse<String> refused = basic.get("/api/v1/" + address);
      assertThat(refused.statusCode()).as(address).isEqualTo(403);
      assertThat(refused.body()).contains("this API token only reads feeds");
    }
  }

  @Test
  void aTokenThatMayMoreIsNotTakenFromAnAddress() {
    token("reads", "read");
    token("acts", "act");

    assertThat(reader.get("/api/v1/alerts.atom?token=reads").statusCode()).isEqualTo(401);
    assertThat(reader.get("/api/v1/alerts.atom?token=acts").body()).contains("none of scope feed");
    assertThat(reader.get("/api/v1/alerts.atom?token=").statusCode()).isEqualTo(401);
  }

  @Test
  void whoeverMaySignInNoMoreReadsNoFeedFromThenOn() {
    assertThat(reader.get(ADDRESS).statusCode()).isEqualTo(200);

    TestDatabase.update("UPDATE person SET disabled=TRUE WHERE name='t-zoe'");
    assertThat(reader.get(ADDRESS).statusCode()).isEqualTo(401);
    TestDatabase.update("UPDATE person SET disabled=FALSE WHERE name='t-zoe'");
    assertThat(reader.get(ADDRESS).statusCode()).isEqualTo(200);
    TestDatabase.update("UPDATE api_token SET expires=1 WHERE person='t-zoe'");
    assertThat(reader.get(ADDRESS).body()).contains("expired at 1970-01-01");
    TestDatabase.update("DELETE FROM api_token WHERE person='t-zoe'");
    assertThat(reader.get(ADDRESS).statusCode()).isEqualTo(401);
  }

  @Test
  void itsLastUseIsKept() {
    reader.get(ADDRESS);

    assertThat(
            TestDatabase.text(
                "SELECT used>created AS used FROM api_token WHERE person='t-zoe'", "used"))
        .isEqualTo("1");
  }

  @Test
  void whoReadsWithoutPauseIsToldToWait() {
    token("hasty", "feed");
    HttpResponse<String> last = null;
    for (int i = 0; i <= 60; i++) {
      last = reader.get("/api/v1/alerts.atom?token=hasty");
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(reader.get(ADDRESS).statusCode()).as("another token").isEqualTo(200);
  }

  @Test
  void noLogHoldsIt() {
    PrintStream usual = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      reader.get(ADDRESS);
      TestDatabase.update("UPDATE alert SET apps='broken'");
      assertThat(reader.get(ADDRESS).statusCode()).isEqualTo(500);
    } finally {
      System.setErr(usual);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("/api/v1/alerts.atom")
        .doesNotContain(TOKEN);
  }
}
