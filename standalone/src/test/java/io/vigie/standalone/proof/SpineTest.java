package io.vigie.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vigie.contract.wire.Json;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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

  private void watch(Collector collector) throws Exception {
    try (RealNode node = new RealNode(dir, collector.bootstrap());
        Browser browser = Browser.start(dir.resolve("profile"), 1280, 900)) {
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

      assertThat(node.command("start", RealNode.SERVICE)).contains(RealNode.SERVICE + ": done");
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
                String start = actions.get(1).get("id").asText();
                assertThat(answer(collector, "actions/" + start).get("log")).hasSizeGreaterThan(3);
              });
      // the browser stands on the node's own host, whose address has come and gone
      assertThat(browser.troubles()).allMatch(text -> text.contains("ERR_NETWORK_CHANGED"));
    }
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
    return exchange(
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
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.MAPPER.readTree(answer.body());
  }
}
