package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.api.Api;
import io.vigie.api.ApiSettings;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.embedded.EmbeddedMariaDb.Durability;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.pulse.PulseWriter;
import io.vigie.ingest.recorder.Recorder;
import io.vigie.store.Database;
import io.vigie.streams.StreamsApp;
import io.vigie.streams.StreamsSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A screen says that the collector is behind, whichever part is away, and since when. */
class BehindTest {
  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
  private static final Pattern SINCE =
      Pattern.compile("The collector is behind: state of \\d\\d:\\d\\d:\\d\\d");

  @TempDir static Path dir;
  private static EmbeddedBroker broker;
  private static EmbeddedMariaDb mariadb;
  private static StreamsApp streams;
  private static Recorder recorder;
  private static PulseWriter pulses;
  private static Api api;
  private static Browser browser;
  private static Page page;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Browser.exists(), "needs /usr/bin/chromium: apt-get install chromium");
    broker = EmbeddedBroker.start(dir.resolve("kafka"), 0);
    broker.createTopics(2);
    mariadb = EmbeddedMariaDb.start(dir.resolve("mariadb"), 0, Durability.EACH_SECOND);
    startStreams();
    startRecorder();
    pulses = PulseWriter.start(ingest(), new SimpleMeterRegistry());
    ApiSettings settings = ApiSettings.local(broker.bootstrap(), database(), dir.resolve("api"));
    api = Api.start(settings.withAdminPassword("behind-the-fleet"));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> pulse().statusCode() == 200);
    browser = Browser.start(dir.resolve("profile"), 1280, 900);
    page = browser.signIn(url(), "admin", "behind-the-fleet");
  }

  @AfterAll
  static void stop() {
    if (browser == null) {
      return;
    }
    browser.close();
    api.close();
    pulses.close();
    recorder.close();
    streams.close();
    mariadb.close();
    broker.close();
  }

  @Test
  void whileStreamsAreAwayTheScreenSaysOfWhenItIsAndNotWhenTheyAreBack() throws Exception {
    assertThat(banner("live")).isVisible(SOON);

    streams.close();
    saysSince("behind");
    saysSince("blind");
    assertThat(page.locator("main.halted")).isVisible();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> pulse().statusCode() == 503);
    assertThat(pulse().body()).contains("\"blind\":true");

    startStreams();
    assertThat(banner("live")).isVisible(SOON);
    assertThat(page.locator("main.halted")).hasCount(0);
  }

  @Test
  void whileTheRecorderIsAwayTheScreenSaysSoThoughStreamsGoOn() throws Exception {
    assertThat(banner("live")).isVisible(SOON);

    recorder.close();
    saysSince("behind");

    startRecorder();
    assertThat(banner("live")).isVisible(SOON);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> pulse().statusCode() == 200);
  }

  /** The moment it names stays while the time since then grows. */
  private static void saysSince(String state) {
    assertThat(banner(state)).isVisible(SOON);
    assertThat(page.locator(".freshness .message")).hasText(SINCE);
    assertThat(page.locator(".freshness .ticking")).hasText(Pattern.compile("\\d+s ago"));
    for (int width : new int[] {1280, 1024, 390}) {
      page.setViewportSize(width, 800);
      assertThat(page.locator(".freshness").evaluate("bar => bar.scrollWidth - bar.clientWidth"))
          .as("pixels of the words that are cut off at " + width)
          .isEqualTo(0);
    }
    page.setViewportSize(1280, 900);
  }

  private static Locator banner(String state) {
    return page.locator(".freshness." + state);
  }

  private static void startStreams() {
    streams =
        StreamsApp.start(
            new StreamsSettings(
                broker.bootstrap(),
                dir.resolve("streams"),
                StreamsSettings.APPLICATION_ID,
                Map.of(),
                0));
  }

  private static void startRecorder() {
    recorder = Recorder.start(ingest(), new SimpleMeterRegistry());
  }

  private static IngestSettings ingest() {
    return new IngestSettings(
        broker.bootstrap(), Map.of(), database(), IngestSettings.NO_METRICS, Optional.empty());
  }

  private static Database database() {
    return new Database(mariadb.jdbcUrl(), mariadb.user(), mariadb.password());
  }

  private static HttpResponse<String> pulse() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url() + "/health/pulse")).build(),
            BodyHandlers.ofString());
  }

  private static String url() {
    return api.uri().toString().replaceFirst("/$", "");
  }
}
