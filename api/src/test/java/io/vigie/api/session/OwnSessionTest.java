package io.vigie.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnSessionTest {
  private static final String OLD = "a password of before";
  private static final String NEW = "a password of now";

  private final Client stranger = Lab.get().client().with("x-vigie-request", "1");

  @BeforeEach
  void people() {
    String hash = Lab.get().part(Passwords.class).hashNew(OLD);
    for (String name : List.of("olga", "oskar")) {
      TestDatabase.update("DELETE FROM console_session WHERE person=?", name);
      TestDatabase.update(
          "REPLACE INTO person (name,role,password_hash,created,password_changed)"
              + " VALUES (?,'operator',?,0,0)",
          name,
          hash);
    }
    forgive();
    changed();
  }

  /** All come from one address, as those of other tests do. */
  @AfterEach
  void forgive() {
    List.of("olga", "oskar", "guessed", "scripted", "nobody", "other")
        .forEach(Lab.get().part(Attempts.class)::forgive);
  }

  @Test
  void aSecretGetsASuccessorAfterAnHourAndStaysGoodForRequestsUnderWay() {
    Client before = signedIn("olga", OLD);
    assertThat(before.get("/api/v1/session").headers().firstValue("Set-Cookie")).isEmpty();
    TestDatabase.update("UPDATE console_session SET made=made-3601000 WHERE person='olga'");
    changed();

    HttpResponse<String> renewed = before.get("/api/v1/session");

    assertThat(renewed.statusCode()).isEqualTo(200);
    Client after = stranger.with("Cookie", Client.cookie(renewed));
    HttpResponse<String> underWay = before.get("/api/v1/session");
    assertThat(underWay.statusCode()).isEqualTo(200);
    assertThat(underWay.headers().firstValue("Set-Cookie")).as("one successor").isEmpty();
    TestDatabase.update("UPDATE console_session SET ends=ends-60001 WHERE ends<>0");
    changed();
    assertThat(status(before)).as("while nobody came with its successor").isEqualTo(200);

    assertThat(status(after)).isEqualTo(200);
    assertThat(status(before)).as("within a minute").isEqualTo(200);
    assertThat(after.json("/api/v1/session/all")).as("one session").hasSize(1);
    TestDatabase.update("UPDATE console_session SET ends=ends-60001 WHERE ends<>0");
    changed();
    assertThat(status(before)).as("after a minute").isEqualTo(401);
    assertThat(status(after)).isEqualTo(200);
  }

  @Test
  void aPersonSeesTheirOwnSessionsAndEndsThemAndNoOthers() {
    Client here = signedIn("olga", OLD);
    Client there = signedIn("olga", OLD);
    Client other = signedIn("oskar", OLD);
    JsonNode all = here.json("/api/v1/session/all");
    assertThat(all).hasSize(2);
    assertThat(all.findValuesAsText("address")).containsOnly("127.0.0.1");
    String theirs = there.json("/api/v1/session/all").toString();
    String id = idOfCurrent(there);
    assertThat(idOfCurrent(here)).isNotEqualTo(id);
    assertThat(theirs).contains(id);

    assertThat(other.send("DELETE", "/api/v1/session/" + id, null).statusCode()).isEqualTo(404);
    assertThat(status(there)).isEqualTo(200);
    assertThat(here.send("DELETE", "/api/v1/session/" + id, null).statusCode()).isEqualTo(204);

    assertThat(status(there)).isEqualTo(401);
    assertThat(status(here)).isEqualTo(200);
  }

  @Test
  void aNewPasswordEndsThePersonsOtherSessions() {
    Client here = signedIn("olga", OLD);
    Client there = signedIn("olga", OLD);

    assertThat(change(here, OLD, "short").statusCode()).isEqualTo(400);
    assertThat(change(here, OLD, NEW).statusCode()).isEqualTo(204);

    assertThat(status(there)).isEqualTo(401);
    assertThat(status(here)).isEqualTo(200);
    assertThat(stranger.signIn("olga", OLD).statusCode()).isEqualTo(401);
    assertThat(stranger.signIn("olga", NEW).statusCode()).isEqualTo(200);
  }

  @Test
  void whoGuessesThePasswordInAnOpenSessionIsTurnedAwayUntilAnAdministratorSetsOne() {
    Client here = signedIn("olga", OLD);
    for (int i = 0; i < Attempts.PER_ACCOUNT_AND_ADDRESS; i++) {
      assertThat(change(here, "guess " + i, NEW).statusCode()).isEqualTo(403);
    }
    assertThat(change(here, OLD, NEW).statusCode()).isEqualTo(429);
    assertThat(stranger.signIn("olga", OLD).statusCode()).isEqualTo(429);

    Client admin = stranger.signedIn();
    String wish = "{\"role\":\"operator\",\"password\":\"" + NEW + "\"}";
    assertThat(admin.send("PUT", "/api/v1/people/olga", wish).statusCode()).isEqualTo(200);

    assertThat(status(here)).as("all sessions end").isEqualTo(401);
    assertThat(stranger.signIn("olga", NEW).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> change(Client person, String old, String fresh) {
    return person.send(
        "PUT", "/api/v1/session/password", "{\"old\":\"" + old + "\",\"new\":\"" + fresh + "\"}");
  }

  private Client signedIn(String name, String password) {
    HttpResponse<String> answer = stranger.signIn(name, password);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return stranger.with("Cookie", Client.cookie(answer));
  }

  private static String idOfCurrent(Client person) {
    for (JsonNode one : person.json("/api/v1/session/all")) {
      if (one.get("current").asBoolean()) {
        return one.get("id").asText();
      }
    }
    throw new AssertionError("none is current");
  }

  private static int status(Client person) {
    return person.get("/api/v1/session").statusCode();
  }

  /** What was read of people and sessions is asked for again. */
  private static void changed() {
    Lab.get().part(Acts.class).run(new Actor("test", "", ""), act -> 0);
  }
}
