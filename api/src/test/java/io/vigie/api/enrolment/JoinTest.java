package io.vigie.api.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.session.Attempts;
import io.vigie.contract.wire.Json;
import io.vigie.store.Digest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinTest {
  private static final String SECRET = Digest.of("what the node made itself");

  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");
  private final Client stranger = Lab.get().client().with("x-vigie-request", "1");

  @AfterEach
  void forget() {
    TestDatabase.update("DELETE FROM enrolment");
    TestDatabase.update("DELETE FROM node_token WHERE node LIKE 'joins/%'");
    TestDatabase.update("DELETE FROM node WHERE cluster='joins'");
    TestDatabase.update("DELETE FROM request_key");
    Lab.get().part(Attempts.class).forgive("~join");
  }

  @Test
  void aNodeThatJoinsIsKnownByWhatItMadeItselfAndJoiningTwiceIsTheSameNode() {
    String token = token("{\"name\":\"farm\",\"cluster\":\"joins\",\"names\":\"web*\"}");

    HttpResponse<String> first = join(token, "web1", SECRET);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(Client.json(first).get("node").asText()).isEqualTo("joins/web1");
    assertThat(Client.json(first).get("again").asBoolean()).isFalse();
    assertThat(Client.json(first).get("gateway").asText())
        .as("where the node found us, for the gateway listens everywhere")
        .isEqualTo("http://" + Lab.get().api().uri().getHost() + ":8444");
    assertThat(Client.json(first).get("requestKey").asText()).startsWith("-----BEGIN PUBLIC KEY");
    assertThat(kept("joins/web1")).isEqualTo(SECRET);
    TestDatabase.update("UPDATE enrolment SET expires=0");
    HttpResponse<String> second = join(token, "web1", SECRET);
    assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
    assertThat(Client.json(second).get("again").asBoolean()).isTrue();
    JsonNode known = admin.json("/api/v1/enrolments").get(0);
    assertThat(known.get("used").asInt()).isOne();
    assertThat(known.toString()).doesNotContain(token);
    assertThat(TestDatabase.text("SELECT digest FROM enrolment", "digest"))
        .isEqualTo(Digest.of(token));
  }

  @Test
  void whoIsNotLetInIsToldWhy() {
    String token = token("{\"name\":\"farm\",\"cluster\":\"joins\",\"names\":\"web*\",\"uses\":2}");

    refused(join("x" + token, "web1", SECRET), 401, "no such enrolment token");
    refused(join(token, "db1", SECRET), 403, "for nodes named web*; got \\\"db1\\\"");
    refused(join(token, "web 1", SECRET), 400, "node name must be");
    refused(join(token, "web1", "short"), 400, "64 hexadecimal digits");
    assertThat(join(token, "web1", SECRET).statusCode()).isEqualTo(200);
    refused(join(token, "web1", Digest.of("another")), 409, "there is a node joins/web1");
    assertThat(kept("joins/web1")).as("the first one stays").isEqualTo(SECRET);
    assertThat(join(token, "web2", SECRET).statusCode()).isEqualTo(200);
    refused(join(token, "web3", SECRET), 403, "used up: 2 of 2");
    TestDatabase.update("UPDATE enrolment SET uses=9,expires=0");
    refused(join(token, "web3", SECRET), 403, "expired at 1970-01-01T00:00:00Z");
    assertThat(admin.send("DELETE", "/api/v1/enrolments/farm", null).statusCode()).isEqualTo(204);
    refused(join(token, "web3", SECRET), 401, "no such enrolment token");
    assertThat(kept("joins/web3")).isNull();
  }

  @Test
  void nobodyTakesTheNameOfANodeThatReportsUnlessItsTokenSaysSo() {
    String plain = token("{\"name\":\"a\",\"cluster\":\"joins\",\"names\":\"*\"}");
    String anew = token("{\"name\":\"b\",\"cluster\":\"joins\",\"names\":\"*\",\"known\":true}");
    TestDatabase.update(
        "INSERT INTO node_token (node,digest,made_by,created) VALUES ('joins/old','x','a',0)");

    refused(join(plain, "old", SECRET), 409, "known nodes too");

    assertThat(join(anew, "old", SECRET).statusCode()).isEqualTo(200);
    assertThat(kept("joins/old")).isEqualTo(SECRET);
  }

  @Test
  void aTokenForThreeLetsThreeInHoweverManyComeAtOnce() throws Exception {
    String token = token("{\"name\":\"c\",\"cluster\":\"joins\",\"names\":\"n?\",\"uses\":3}");

    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Integer> answers = new ArrayList<>();
    try {
      List<Callable<Integer>> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String node = "n" + i;
        tries.add(() -> join(token, node, Digest.of("secret of " + node)).statusCode());
      }
      for (Future<Integer> each : threads.invokeAll(tries)) {
        answers.add(each.get());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(answers).filteredOn(each -> each == 200).hasSize(3);
    assertThat(answers).filteredOn(each -> each == 403).hasSize(5);
  }

  @Test
  void whoGuessesIsTurnedAwayAndWhoHasATokenAtTheSameAddressIsNot() {
    String token = token("{\"name\":\"d\",\"cluster\":\"joins\",\"names\":\"web*\"}");
    for (int i = 0; i < 5; i++) {
      assertThat(join("guess " + i, "web1", SECRET).statusCode()).isEqualTo(401);
    }
    refused(join("guess", "web1", SECRET), 429, "too many unknown tokens");
    assertThat(join(token, "web1", SECRET).statusCode()).isEqualTo(200);
  }

  @Test
  void aConsoleWithAnotherKeyThanTheNodesTrustLetsNoneIn() {
    String token = token("{\"name\":\"e\",\"cluster\":\"joins\",\"names\":\"web*\"}");
    TestDatabase.update("REPLACE INTO request_key (one,public) VALUES (1,'of another')");

    refused(join(token, "web1", SECRET), 409, "put request.key and request.pub");

    assertThat(kept("joins/web1")).isNull();
    assertThat(admin.json("/api/v1/enrolments").get(0).get("used").asInt()).isZero();
  }

  @Test
  void aTokenThatMakesNoSenseIsNotMade() {
    for (String wrong :
        List.of(
            "{\"names\":\"web*\"}",
            "{\"name\":\"a\"}",
            "{\"name\":\"a\",\"names\":\"w/b\"}",
            "{\"name\":\"a\",\"names\":\"****\"}",
            "{\"name\":\"a\",\"names\":\"*\",\"uses\":0}",
            "{\"name\":\"a\",\"names\":\"*\",\"hours\":745}",
            "{\"name\":\"a\",\"names\":\"*\",\"cluster\":\"a/b\"}")) {
      HttpResponse<String> answer = admin.send("POST", "/api/v1/enrolments", wrong);
      assertThat(answer.statusCode()).as(wrong + answer.body()).isEqualTo(400);
    }
    token("{\"name\":\"a\",\"names\":\"*\"}");
    HttpResponse<String> twice =
        admin.send("POST", "/api/v1/enrolments", "{\"name\":\"a\",\"names\":\"*\"}");
    assertThat(twice.statusCode()).isEqualTo(409);
  }

  private String token(String wish) {
    HttpResponse<String> made = admin.send("POST", "/api/v1/enrolments", wish);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Client.json(made).get("token").asText();
  }

  private HttpResponse<String> join(String token, String node, String digest) {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    wish.put("token", token).put("node", node).put("digest", digest);
    return stranger.send("POST", "/api/v1/join", wish.toString());
  }

  private static void refused(HttpResponse<String> answer, int status, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(why);
  }

  private static String kept(String node) {
    return TestDatabase.text("SELECT digest FROM node_token WHERE node='" + node + "'", "digest");
  }
}
