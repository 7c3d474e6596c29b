package io.vigie.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vigie.agent.cli.AgentMain;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.JavaProcess;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole path, nothing simulated: a real agent, a real address on a real pair of devices, a real
 * ext4 on a loop device, a real process, a real broker, a real database, a real browser.
 */
class SpineTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String ID = "default/" + RealNode.SERVICE + "@" + RealNode.NODE;

  @TempDir Path dir;

  @Test
  void whatARealAgentSeesIsOnTheOperatorsScreenAMomentLater() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "needs root: network namespaces, loop devices, mounts");
    assumeTrue(Browser.exists(), "needs /usr/bin/chromium: apt-get install chromium");
    try (UntilStopped parts = new UntilStopped(new Terminal())) {
      Collector collector =
          Collector.start(
              CollectorSettings.scratch(dir.resolve("collector")).withGateway(0),
              new Terminal(),
              parts);
      reportWithoutKafka(collector);
      joinAndReport(collector);
      watch(collector);
    }
  }

  private void reportWithoutKafka(Collector collector) throws Exception {
    String token =
        send(collector.url() + "/api/v1/nodes/far/n1/token", "admin", collector.adminPassword(), "")
            .get("token")
            .asText();
    String event =
        """
        {"specversion": "1.0", "id": "1", "source": "far/n1", "type": "vigie.instance-status.v1",
         "time": "%s", "epoch": 1, "seq": 1,
         "data": {"instance": "far/web@n1", "env": "PRD", "nodes": ["n1"],
                  "resources": {"app#web": {"status": "up"}}}}
        """
            .formatted(Instant.now());

    JsonNode answer =
        send(collector.gatewayUrl().orElseThrow() + "/ingest/v1/events", "far/n1", token, event);

    assertThat(answer.get("accepted").asInt()).as(answer.toString()).isOne();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(rows(collector, "instances?q=cluster%3Dfar").findValuesAsText("avail"))
                    .containsExactly("up"));
  }

  private void joinAndReport(Collector collector) throws Exception {
    Path home = dir.resolve("joined");
    assertThat(join(collector, home, "plain", false))
        .contains("this node is far/j1 of " + collector.url());
    Path secret = home.resolve("etc/node.token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(home.resolve("etc/agent.conf")))
        .contains("cluster = far", collector.gatewayUrl().orElseThrow())
        .doesNotContain(Files.readString(secret).strip());
    Files.writeString(home.resolve("etc/services/sail.conf"), "[DEFAULT]\n[fs#0]\ntype = flag\n");
    try (JavaProcess daemon = JavaProcess.start(AgentMain.class, Map.of(), at(home, "run"))) {
      assertThat(agent(home, "start", "sail")).contains("start of sail: done");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(rows(collector, "instances?q=node%3Dj1").findValuesAsText("avail"))
                      .as(daemon.output())
                      .containsExactly("up"));
      shutOut(collector);
      String own = Files.readString(secret).strip();
      await().atMost(SOON).until(() -> asNode(collector, own) == 401);
      assertThat(agent(home, "stop", "sail")).contains("stop of sail: done");
      assertThat(join(collector, home, "another", false)).contains("there is a node far/j1");
      assertThat(join(collector, home, "anew", true)).contains("this node is far/j1 of ");
      assertThat(join(collector, home, "again", false)).contains("this node is far/j1, as before");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(rows(collector, "actions?q=node%3Dj1").findValuesAsText("action"))
                      .containsExactly("stop", "start"));
      assertThat(daemon.output()).doesNotContain(own);
    }
  }

  private String join(Collector collector, Path home, String name, boolean known) throws Exception {
    String wish =
        "{\"name\":\"%s\",\"cluster\":\"far\",\"names\":\"j*\",\"known\":%s}"
            .formatted(name, known);
    JsonNode made =
        exchange(
            request(collector.url() + "/api/v1/enrolments", "admin", collector.adminPassword())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish)),
            201);
    Path token = Files.writeString(dir.resolve("enrol"), made.get("token").asText() + "\n");
    return agent(
        home, "join", "--server", collector.url(), "--token-file", token + "", "--node", "j1");
  }

  /** What the gateway answers to j1. */
  private static int asNode(Collector collector, String secret) throws Exception {
    HttpRequest.Builder empty =
        request(collector.gatewayUrl().orElseThrow() + "/ingest/v1/events", "far/j1", secret)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("[]"));
    return HttpClient.newHttpClient()
        .send(empty.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void shutOut(Collector collector) throws Exception {
    String url = collector.url() + "/api/v1/nodes/far/j1/token";
    exchange(request(url, "admin", collector.adminPassword()).DELETE(), 204);
  }

  private static String agent(Path home, String... words) throws Exception {
    JavaProcess command = JavaProcess.start(AgentMain.class, Map.of(), at(home, words));
    await().atMost(Duration.ofSeconds(60)).until(() -> !command.isAlive());
    return command.output();
  }

  private static String[] at(Path home, String... words) {
    return Stream.concat(
            Stream.of(words),
            Stream.of("--etc", home.resolve("etc").toString(), "--var", home + "/var"))
        .toArray(String[]::new);
  }

  private void watch(Collector collector) throws Exception {
    try (RealNode node = new RealNode(dir, collector.bootstrap());
        Browser browser = Browser.start(dir.resolve("profile"), 1280, 900)) {
      node.trust(text(collector, "requests/key"));
      node.run();
      Page page = browser.signIn(collector.url(), "admin", collector.adminPassword());
      page.navigate(collector.url() + "/#/services?q=service%3D" + RealNode.SERVICE);
      try {
        see(page, "down");
      } catch (com.microsoft.playwright.TimeoutError e) {
        throw new AssertionError(
            "no row; the page reads: "
                + page.locator("body").innerText()
                + "; its errors: "
                + browser.troubles()
                + "; the agent said: "
                + node.daemonOutput(),
            e);
      }

      String start = askToStart(collector);
      see(page, "up");
      assertThat(node.isMounted()).isTrue();
      await("the address answers from the neighbour").atMost(SOON).until(node::addressAnswers);
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(instance(collector).get("avail").asText()).isEqualTo("up"));

      long killed = System.nanoTime();
      node.killApplication();
      see(page, "warn");
      long noticed = Duration.ofNanos(System.nanoTime() - killed).toMillis();
      System.out.println("application killed to row on screen: " + noticed + " ms");
      assertThat(instance(collector).get("groups").get("app").asText()).isEqualTo("down");

      node.command("stop", RealNode.SERVICE);
      see(page, "down");
      assertThat(node.isMounted()).isFalse();
      assertThat(node.addressAnswers()).isFalse();

      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                JsonNode actions = rows(collector, "actions?q=service%3D" + RealNode.SERVICE);
                assertThat(actions).hasSize(2);
                assertThat(actions.get(0).get("action").asText()).isEqualTo("stop");
                assertThat(actions.get(0).get("status").asText()).isEqualTo("ok");
                assertThat(actions.get(1).get("action").asText()).isEqualTo("start");
                assertThat(actions.get(1).get("status").asText()).isEqualTo("ok");
                assertThat(actions.get(1).get("id").asText()).isEqualTo(start);
                assertThat(actions.get(1).get("origin").asText()).isEqualTo("request");
                assertThat(actions.get(1).get("by").asText()).isEqualTo("admin");
                assertThat(answer(collector, "actions/" + start).get("log")).hasSizeGreaterThan(3);
              });
      // the browser stands on the node's own host, whose address has come and gone
      assertThat(browser.troubles()).allMatch(text -> text.contains("ERR_NETWORK_CHANGED"));
    }
  }

  /** From the console's api, once the node has said that it takes requests: the action's id. */
  private static String askToStart(Collector collector) throws Exception {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(answer(collector, "nodes/default/" + RealNode.NODE).at("/node/requests"))
                    .isNotEmpty());
    JsonNode asked =
        send(
            collector.url() + "/api/v1/requests",
            "admin",
            collector.adminPassword(),
            "{\"action\":\"start\",\"services\":[\"default/" + RealNode.SERVICE + "\"]}");
    assertThat(asked.get("state").asText()).as(asked.toString()).isEqualTo("sent");
    return answer(collector, "requests/" + asked.get("id").asText()).at("/items/0/action").asText();
  }

  private static void see(Page page, String word) {
    page.locator("tr[data-id='" + ID + "'] .c-status .word")
        .filter(
            new com.microsoft.playwright.Locator.FilterOptions()
                .setHasText(java.util.regex.Pattern.compile("^" + word + "$")))
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(WaitForSelectorState.VISIBLE)
                .setTimeout(SOON.toMillis()));
  }

  private static JsonNode instance(Collector collector) throws Exception {
    return rows(collector, "instances?q=service%3D" + RealNode.SERVICE).get(0);
  }

  private static JsonNode rows(Collector collector, String path) throws Exception {
    return answer(collector, path).get("rows");
  }

  private static JsonNode answer(Collector collector, String path) throws Exception {
    return Json.MAPPER.readTree(text(collector, path));
  }

  private static String text(Collector collector, String path) throws Exception {
    return body(
        request(collector.url() + "/api/v1/" + path, "admin", collector.adminPassword()), 200);
  }

  private static JsonNode send(String url, String user, String secret, String json)
      throws Exception {
    return exchange(
        request(url, user, secret)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        json.isEmpty() ? 201 : 200);
  }

  private static HttpRequest.Builder request(String url, String user, String secret) {
    String basic =
        Base64.getEncoder().encodeToString((user + ':' + secret).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Basic " + basic);
  }

  private static JsonNode exchange(HttpRequest.Builder request, int status) throws Exception {
    return Json.MAPPER.readTree(body(request, status));
  }

  private static String body(HttpRequest.Builder request, int status) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }
}
