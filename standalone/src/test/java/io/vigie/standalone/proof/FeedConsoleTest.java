package io.vigie.standalone.proof;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.MailTest;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Feeds in a browser: their addresses, and the tokens in them on one's own page. */
class FeedConsoleTest extends OnConsole {
  private static final String LIST = "alerts?q=service%3Dimap";

  private static Agents agents;

  @BeforeAll
  static void start() {
    agents = parts.own(new Agents(collector.bootstrap(), collector.partitions()));
    TicketConsoleTest.tellOfImap(agents);
  }

  @Test
  void anAddressIsMadeBesideTheListReadByAnybodyAndRevokedOnOnesOwnPage() throws Exception {
    show(LIST);
    assertThat(page.locator("tr.row").first()).isVisible();
    page.locator("feed-menu > button").click();
    assertThat(page.locator("#feed-name")).hasValue("Feeds");
    page.locator("#feeds form button").first().click();
    assertThat(page.locator("#feed-rss")).isVisible();
    String address = page.inputValue("#feed-rss");
    assertThat(address)
        .startsWith(collector.url() + "/api/v1/alerts.rss?q=service%3Dimap&lang=en&token=");
    assertThat(page.inputValue("#feed-atom")).contains("/api/v1/alerts.atom?");
    assertThat(Browser.axe(page, "{}")).isEmpty();
    page.keyboard().press("Escape");
    usable(page);

    assertThat(read(address).body())
        .contains("[critical] prod/imap is not served: down")
        .contains(collector.url() + "/#/alerts/service-unavailable%3Aprod%2Fimap");
    show("me");
    assertThat(page.locator("tr.row[data-id=Feeds] .c-scope")).hasText("reading feeds");
    assertThat(page.locator("tr.row[data-id=Feeds] .c-lastUsed")).not().containsText("never");
    usable(page);

    page.locator("tr.row[data-id=Feeds] .c-acts button").click();
    page.locator("dialog[open] button[type=submit]").click();
    assertThat(page.locator("tr.row[data-id=Feeds]")).hasCount(0);
    assertThat(read(address).statusCode()).isEqualTo(401);
    assertThat(browser.takeTroubles()).isEmpty();
  }

  @Test
  void aTokenIsShownThisOnceAndKnownByItsNameSince() {
    show("me");
    page.locator(".section-head button", new Page.LocatorOptions().setHasText("New token")).click();
    page.fill("#field-name", "nightly");
    page.locator("dialog[open] button[type=submit]").click();
    assertThat(page.locator("#made-token")).hasValue(Pattern.compile("[\\w-]{43}"));
    page.locator("dialog[open] button[type=submit]").click();
    assertThat(page.locator("tr.row[data-id=nightly] .c-scope")).hasText("reading all you may see");
    assertThat(page.locator("tr.row[data-id=nightly] .c-lastUsed")).containsText("never");
  }

  @Test
  void aTestMailIsAskedForAndItsFateIsTold() throws Exception {
    show("me");
    assertThat(page.locator("mail-test .lead")).hasText("No address: no mail goes out.");
    page.evaluate(
        "() => fetch('/api/v1/people/admin', {method: 'PUT', headers: {'content-type':"
            + " 'application/json', 'x-vigie-request': '1'}, body: JSON.stringify({role:"
            + " 'administrator', mail: 'admin@example.org'})})");

    show("people/admin");
    page.locator("mail-test button").click();
    assertThat(page.locator("mail-test .state .word")).hasText("not tried yet");
    assertThat(page.locator("mail-test button")).isDisabled();
    agents.tellAsStreams(refused(test()));
    agents.flush();

    assertThat(page.locator("mail-test .state .word")).hasText("refused");
    assertThat(page.locator("mail-test .reply")).hasText("550 no such user");
    usable(page);
    show("me");
    assertThat(page.locator("mail-test .state .word")).hasText("refused");
  }

  /** The id that streams told notify. */
  private static String test() {
    try (KafkaConsumer<String, byte[]> notify =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", collector.bootstrap(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          notify.partitionsFor(Topic.NOTIFICATION.wire()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      notify.assign(all);
      notify.seekToBeginning(all);
      return Awaitility.await()
          .atMost(Duration.ofMillis((long) SOON_MILLIS))
          .until(
              () ->
                  StreamSupport.stream(notify.poll(Duration.ofSeconds(1)).spliterator(), false)
                      .map(ConsumerRecord::key)
                      .filter(key -> key.startsWith(MailTest.PREFIX))
                      .findFirst(),
              Optional::isPresent)
          .orElseThrow();
    }
  }

  private static Delivery refused(String test) {
    return new Delivery(
        "t1@vigie.example.org",
        Channel.MAIL,
        "admin",
        "admin@example.org",
        List.of(test),
        List.of(),
        DeliveryState.REFUSED,
        1,
        Instant.now(),
        "550 no such user",
        null,
        "",
        "",
        "");
  }

  private static void usable(Page page) {
    assertThat(Browser.axe(page, "{}")).isEmpty();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(Browser.axe(page, "{runOnly: ['color-contrast']}")).as("in the dark").isEmpty();
    page.setViewportSize(390, 844);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
        .as("pixels beyond the edge of a phone")
        .isEqualTo(0);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1280, 900);
  }

  private static HttpResponse<String> read(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void show(String view) {
    page.navigate("about:blank");
    page.navigate(collector.url() + "/#/" + view);
  }
}
