package io.vigie.notify.post;

import static io.vigie.notify.Told.ZOE;
import static io.vigie.notify.Told.down;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.JavaProcess;
import io.vigie.notify.Hook;
import io.vigie.notify.Office;
import io.vigie.notify.Told;
import io.vigie.notify.channel.Calls;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.channel.Secrets;
import io.vigie.notify.text.Brief;
import io.vigie.notify.web.Networks;
import io.vigie.notify.web.Trusted;
import io.vigie.notify.web.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks and chats, over a real broker, against servers of somebody's. */
class CallTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static Desk desk;
  private static Channels channels;
  private static Web web;
  private static Calls calls;
  private Hook hook;

  @BeforeAll
  static void aBroker() {
    desk = Desk.open(dir);
    channels = desk.channels();
    web = new Web(Networks.parse("127.0.0.0/8"), Trusted.with("", null), Duration.ofSeconds(3));
    calls =
        new Calls(
            channels,
            new Secrets(dir),
            web,
            new Brief(URI.create("https://vigie.example.org"), ZoneId.of("UTC")),
            InstantSource.system());
  }

  @AfterAll
  static void close() {
    channels.close();
    web.close();
    desk.close();
  }

  @BeforeEach
  void aHook() {
    desk.forget();
    hook = Hook.open();
  }

  @AfterEach
  void closed() {
    hook.close();
  }

  @Test
  void anAlertIsOneSignedCall() throws Exception {
    secret("signing", "s3cret");
    webhook("ops", "/vigie", "signing", "");
    try (Post post = desk.calls(calls, Duration.ZERO)) {
      desk.tell(down("a1", "prod/web", to(Channel.WEBHOOK, "ops"), ZOE));
      await().atMost(SOON).until(() -> states("a1").contains(DeliveryState.ACCEPTED));
      assertThat(post.reason()).isEmpty();
    }
    assertThat(hook.calls).hasSize(1);
    Hook.Call call = hook.calls.get(0);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(UTF_8), "HmacSHA256"));
    assertThat(call.signature())
        .isEqualTo(
            "sha256="
                + HexFormat.of()
                    .formatHex(
                        mac.doFinal((call.timestamp() + '.' + call.body()).getBytes(UTF_8))));
    JsonNode body = Json.MAPPER.readTree(call.body());
    assertThat(body.at("/alert/service").asText()).isEqualTo("prod/web");
    assertThat(body.at("/cause").asText()).isEqualTo("raised");
    assertThat(body.at("/delivery").asText()).isEqualTo(call.key());
    assertThat(body.at("/text").asText()).startsWith("[critical] prod/web is not served: down");
    assertThat(body.at("/link").asText()).startsWith("https://vigie.example.org/#/alerts/");
    List<Delivery> told = of("a1");
    assertThat(told)
        .extracting(Delivery::state)
        .containsExactly(DeliveryState.SENDING, DeliveryState.ACCEPTED);
    assertThat(told).allMatch(each -> each.to().equals("ops") && each.channel() == Channel.WEBHOOK);
    assertThat(told.get(0).body()).isEqualTo(call.body());
    assertThat(told.get(1).body()).isEmpty();
    assertThat(told.toString()).doesNotContain("s3cret");
  }

  @Test
  void anOwnTextHasItsFieldsFilledIn() throws Exception {
    webhook("own", "/", "", "{\"t\":[\"{{service}} {{facts}}\"],\"n\":1}");
    try (Post post = desk.calls(calls, Duration.ZERO)) {
      desk.tell(down("o1", "prod/web", to(Channel.WEBHOOK, "own")));
      await().atMost(SOON).until(() -> hook.calls.size() == 1);
      assertThat(post.leads()).isTrue();
    }
    assertThat(hook.calls.get(0).body()).isEqualTo("{\"t\":[\"prod/web avail=down\"],\"n\":1}");
    assertThat(hook.calls.get(0).signature()).isNull();
  }

  @Test
  void inAStormAChatHearsADigestAndAWebhookEachThing() throws Exception {
    secret("room", "T0/B0/x");
    desk.says(policy("room", Channel.CHAT, url("/services/{{secret}}"), "room", ""));
    webhook("each", "/each", "", "");
    try (Post post = desk.calls(calls, Duration.ofSeconds(1))) {
      await().atMost(SOON).until(post::leads);
      IntStream.range(0, 200)
          .forEach(
              n ->
                  desk.tell(
                      down(
                          "s" + n,
                          "prod/web" + n,
                          to(Channel.CHAT, "room"),
                          to(Channel.WEBHOOK, "each"))));
      await()
          .atMost(SOON)
          .until(
              () ->
                  notifications("each", DeliveryState.ACCEPTED).size() == 200
                      && notifications("room", DeliveryState.ACCEPTED).size() == 200);
    }
    assertThat(notifications("each", DeliveryState.ACCEPTED)).doesNotHaveDuplicates();
    assertThat(notifications("room", DeliveryState.ACCEPTED)).doesNotHaveDuplicates();
    assertThat(ofPath("/each")).hasSize(200);
    List<Hook.Call> said = ofPath("/services/T0/B0/x");
    assertThat(said).hasSizeBetween(3, 10);
    JsonNode last = Json.MAPPER.readTree(said.get(said.size() - 1).body());
    assertThat(last.get("text").asText()).contains("alerts").contains("[critical] prod/web");
    assertThat(desk.deliveries().toString()).doesNotContain("T0/B0/x");
  }

  @Test
  void whatIsDeadDelaysNobodyElse() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (Hook dead = Hook.open()) {
      dead.manner = exchange -> waitFor(never);
      for (int n = 0; n < 8; n++) {
        desk.says(
            policy("dead" + n, Channel.WEBHOOK, "http://127.0.0.1:" + dead.port() + "/", "", ""));
      }
      webhook("alive", "/", "", "");
      try (Post post = desk.calls(calls, Duration.ZERO)) {
        await().atMost(SOON).until(post::leads);
        Recipient[] all =
            IntStream.range(0, 8)
                .mapToObj(n -> to(Channel.WEBHOOK, "dead" + n))
                .toArray(Recipient[]::new);
        desk.tell(down("d0", "prod/web", all));
        await().atMost(SOON).until(() -> dead.calls.size() == 8);
        // as many as a mail server is talked to at a time, and more, hang by now
        desk.tell(down("d1", "prod/web", to(Channel.WEBHOOK, "alive")));
        await().atMost(Duration.ofSeconds(2)).until(() -> hook.calls.size() == 1);
        await()
            .atMost(SOON)
            .until(() -> notifications("dead0", DeliveryState.FAILED).contains("d0"));
      }
    } finally {
      never.countDown();
    }
    assertThat(of("d0").get(of("d0").size() - 1).reply()).contains("answer");
  }

  @Test
  void whatIsBusyIsTriedAgainWithTheSameKeyAndTextAndWhatRefusesIsNot() {
    webhook("busy", "/busy", "", "");
    webhook("gone", "/gone", "", "");
    webhook("moved", "/moved", "", "");
    hook.manner =
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          boolean first = ofPath(path).size() == 1;
          if (path.equals("/busy") && first) {
            exchange.getResponseHeaders().add("Retry-After", "2");
          }
          int status = path.equals("/busy") ? first ? 429 : 204 : path.equals("/gone") ? 410 : 301;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        };
    try (Post post = desk.calls(calls, Duration.ZERO)) {
      desk.tell(
          down(
              "b1",
              "prod/web",
              to(Channel.WEBHOOK, "busy"),
              to(Channel.WEBHOOK, "gone"),
              to(Channel.WEBHOOK, "moved")));
      await().atMost(SOON).until(() -> notifications("busy", DeliveryState.ACCEPTED).size() == 1);
      // what was told before its fate is changed: an own text is no reason to say another thing
      assertThat(post.reason()).isEmpty();
    }
    List<Hook.Call> both = ofPath("/busy");
    assertThat(both).hasSize(2);
    assertThat(both.get(1).key()).isEqualTo(both.get(0).key());
    assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
    List<Delivery> told = of("b1").stream().filter(each -> each.to().equals("busy")).toList();
    assertThat(Duration.between(told.get(1).at(), told.get(1).next()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(ofPath("/gone")).hasSize(1);
    assertThat(ofPath("/moved")).hasSize(1);
    assertThat(notifications("gone", DeliveryState.REFUSED)).containsExactly("b1");
    assertThat(notifications("moved", DeliveryState.REFUSED)).containsExactly("b1");
  }

  @Test
  void whoIsKilledWhileItCallsCallsAgainWithTheSameKeyAndText() {
    webhook("ops", "/", "", "");
    CountDownLatch handed = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    hook.manner =
        exchange -> {
          if (killed.getCount() > 0) {
            handed.countDown();
            waitFor(killed);
          }
          Hook.answer(exchange, 200, "ok");
        };
    try (JavaProcess process = desk.caller()) {
      desk.tell(down("k1", "prod/web", to(Channel.WEBHOOK, "ops")));
      waitFor(handed);
      process.kill();
      killed.countDown();
    }
    // it has another text by now, which is for what comes
    webhook("ops", "/", "", "{\"new\":\"{{service}}\"}");
    desk.tell(down("k2", "prod/db", to(Channel.WEBHOOK, "ops")));
    try (Post second = desk.calls(calls, Duration.ZERO)) {
      await().atMost(SOON).until(() -> states("k2").contains(DeliveryState.ACCEPTED));
      assertThat(second.leads()).isTrue();
    }
    assertThat(hook.calls).hasSize(3);
    assertThat(hook.calls.get(1).key()).isEqualTo(hook.calls.get(0).key());
    assertThat(hook.calls.get(1).body()).isEqualTo(hook.calls.get(0).body());
    assertThat(hook.calls.get(2).body()).isEqualTo("{\"new\":\"prod/db\"}");
    assertThat(states("k1"))
        .containsExactly(DeliveryState.SENDING, DeliveryState.SENDING, DeliveryState.ACCEPTED);
  }

  @Test
  void whatBreaksAfterItsYesIsCalledAgainAndMailsGoOn() throws Exception {
    webhook("liar", "/", "", "");
    hook.manner =
        exchange -> {
          if (hook.calls.size() == 1) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('o');
            exchange.getResponseBody().flush();
            throw new IOException("reset");
          }
          Hook.answer(exchange, 200, "ok");
        };
    try (Office office = Office.plain();
        Post mails = desk.post(office.port());
        Post post = desk.calls(calls, Duration.ZERO)) {
      desk.tell(down("l1", "prod/web", to(Channel.WEBHOOK, "liar"), ZOE));
      await().atMost(SOON).until(() -> hook.calls.size() == 2 && office.mails.size() == 1);
      await().atMost(SOON).until(() -> notifications("liar", DeliveryState.ACCEPTED).size() == 1);
      assertThat(post.leads() && mails.leads()).isTrue();
    }
    assertThat(hook.calls.get(1).key()).isEqualTo(hook.calls.get(0).key());
  }

  @Test
  void whatCannotBeCalledSaysWhyAndNeverTheSecret() throws Exception {
    Path open = secret("open", "s3cret");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    secret("broken", "s3cret with blanks");
    secret("echoed", "s3cret");
    webhook("open", "/", "open", "");
    webhook("missing", "/", "nowhere", "");
    desk.says(policy("broken", Channel.CHAT, url("/{{secret}}"), "broken", ""));
    desk.says(policy("echo", Channel.CHAT, url("/{{secret}}"), "echoed", ""));
    desk.says(policy("inside", Channel.WEBHOOK, "http://10.0.0.1/", "", ""));
    hook.manner = exchange -> Hook.answer(exchange, 404, "no hook " + exchange.getRequestURI());
    Recipient[] all = {
      to(Channel.WEBHOOK, "open"),
      to(Channel.WEBHOOK, "missing"),
      to(Channel.CHAT, "broken"),
      to(Channel.CHAT, "echo"),
      to(Channel.WEBHOOK, "inside"),
      to(Channel.WEBHOOK, "never-made"),
    };
    try (Post post = desk.calls(calls, Duration.ZERO)) {
      desk.tell(down("w1", "prod/web", all));
      for (Recipient one : all) {
        await().atMost(SOON).until(() -> !reply(one.person()).isEmpty());
      }
      assertThat(post.leads()).isTrue();
    }
    assertThat(reply("open")).isEqualTo("others may read or change secret open: chmod 600");
    assertThat(reply("missing")).contains("there is no secret nowhere that notify can read");
    assertThat(reply("broken")).isEqualTo("with secret broken in it its address is no URL");
    assertThat(reply("echo")).isEqualTo("HTTP 404 no hook /…");
    assertThat(reply("inside")).startsWith("10.0.0.1 is an address inside");
    assertThat(reply("never-made")).isEqualTo("there is no such channel any more");
    assertThat(desk.deliveries().toString()).doesNotContain("s3cret");
    Files.delete(open);
  }

  @Test
  void aTestAndAChannelThatIsSwitchedOff() {
    webhook("ops", "/", "", "");
    try (Post post = desk.calls(calls, Duration.ZERO)) {
      desk.tell(Told.test("t1", to(Channel.WEBHOOK, "ops")));
      await().atMost(SOON).until(() -> states("t1").contains(DeliveryState.ACCEPTED));
      desk.gone(ChannelPolicy.KEYS + "ops");
      await().atMost(SOON).until(() -> channels.known("ops").isEmpty());
      desk.tell(down("t2", "prod/web", to(Channel.WEBHOOK, "ops")));
      await().atMost(SOON).until(() -> states("t2").contains(DeliveryState.REFUSED));
      assertThat(post.reason()).isEmpty();
    }
    assertThat(hook.calls).hasSize(1);
    assertThat(hook.calls.get(0).body()).contains("\"cause\":\"test\"");
  }

  @Test
  void whatWasForAnEarlierChannelOfItsNameIsNotForIt() {
    ChannelPolicy room = policy("again", Channel.CHAT, url("/"), "", "");
    desk.says(room.withMade(Told.NINE.plusSeconds(60)));
    try (Post post = desk.calls(calls, Duration.ZERO)) {
      desk.tell(down("e1", "prod/old", to(Channel.CHAT, "again")));
      await().atMost(SOON).until(() -> states("e1").contains(DeliveryState.REFUSED));
      assertThat(reply("again")).isEqualTo("it was for an earlier channel of this name");
      desk.says(room.withMade(Told.NINE));
      await().atMost(SOON).until(() -> made("again").equals(Told.NINE));
      desk.tell(down("e2", "prod/new", to(Channel.CHAT, "again")));
      await().atMost(SOON).until(() -> states("e2").contains(DeliveryState.ACCEPTED));
      assertThat(post.leads()).isTrue();
    }
    assertThat(hook.calls).singleElement().matches(call -> call.body().contains("prod/new"));
  }

  private static Instant made(String channel) {
    return channels.known(channel).map(ChannelPolicy::made).orElse(Instant.EPOCH);
  }

  private static Recipient to(Channel channel, String name) {
    return new Recipient(channel, name, "", "en", "channel");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + hook.port() + path;
  }

  private void webhook(String name, String path, String secret, String body) {
    desk.says(policy(name, Channel.WEBHOOK, url(path), secret, body));
  }

  private static ChannelPolicy policy(
      String name, Channel kind, String address, String secret, String body) {
    return new ChannelPolicy(
        name, kind, address, true, secret, "", null, body, "en", null, null, true, "zoe");
  }

  private static Path secret(String name, String value) throws Exception {
    Path file = Files.writeString(dir.resolve(name), value + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private List<Hook.Call> ofPath(String path) {
    return hook.calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  private static List<Delivery> of(String notification) {
    return desk.deliveries().stream()
        .filter(each -> each.channel() != Channel.MAIL)
        .filter(each -> each.notifications().contains(notification))
        .toList();
  }

  private static List<DeliveryState> states(String notification) {
    return of(notification).stream().map(Delivery::state).toList();
  }

  private static String reply(String channel) {
    return desk.deliveries().stream()
        .filter(each -> each.to().equals(channel) && each.state() != DeliveryState.SENDING)
        .map(Delivery::reply)
        .reduce("", (before, now) -> now);
  }

  private static List<String> notifications(String channel, DeliveryState state) {
    return desk.deliveries().stream()
        .filter(each -> each.to().equals(channel) && each.state() == state)
        .flatMap(each -> each.notifications().stream())
        .toList();
  }

  private static void waitFor(CountDownLatch latch) {
    await().atMost(SOON).until(() -> latch.getCount() == 0);
  }
}
