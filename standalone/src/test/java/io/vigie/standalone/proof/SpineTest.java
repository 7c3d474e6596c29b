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
      watch(
          Collector.start(
              CollectorSettings.scratch(dir.resolve("collector")), new Terminal(), parts));
    }
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

      assertThat(node.command("start", RealNode.SERVICE)).doesNotContain("error");
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
    String basic =
        Base64.getEncoder()
            .encodeToString(
                ("admin:" + collector.adminPassword()).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(collector.url() + "/api/v1/" + path))
                    .header("Authorization", "Basic " + basic)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }
}
