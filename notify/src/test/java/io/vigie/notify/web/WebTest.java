package io.vigie.notify.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.embedded.SelfSigned;
import io.vigie.notify.Hook;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of others on bad days, and bad servers. */
class WebTest {
  private static final Networks HERE = Networks.parse("127.0.0.0/8,::1");

  @TempDir static Path dir;
  private final Web web = new Web(HERE, Trusted.with("", null), Duration.ofSeconds(2));
  private Hook hook;

  @BeforeEach
  void open() {
    hook = Hook.open();
  }

  @AfterEach
  void close() {
    web.close();
    hook.close();
  }

  @Test
  void aCallArrivesAsItWasMeant() throws Exception {
    Web.Answer answer = call(web, "http://127.0.0.1:" + hook.port() + "/x?y=1");
    assertThat(answer).isEqualTo(new Web.Answer(200, "ok", 0));
    assertThat(hook.calls).hasSize(1);
    Hook.Call call = hook.calls.get(0);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.path()).isEqualTo("/x?y=1");
    assertThat(call.key()).isEqualTo("k1");
    assertThat(call.body()).isEqualTo("{\"é\":1}");
  }

  @Test
  void whoNeverEndsAnAnswerIsHungUpOn() {
    hook.manner =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            // a byte now and then keeps every time-out between bytes away
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(100_000_000);
          }
        };
    long begin = System.nanoTime();
    assertFails("no whole answer within 2 s");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void whoDoesNotAnswerIsHungUpOn() {
    CountDownLatch never = new CountDownLatch(1);
    hook.manner =
        exchange -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(this::here)
        .isInstanceOf(IOException.class)
        .message()
        .isIn("no whole answer within 2 s", "it does not answer");
  }

  @Test
  void ofAHugeAnswerTheBeginIsReadAndTheRestNeverWaitedFor() throws Exception {
    byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    hook.manner =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(much);
          }
        };
    // more than there may be connections: each is given back
    for (int n = 0; n < 210; n++) {
      Web.Answer answer = here();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).hasSize(Web.MOST_BYTES);
    }
  }

  @Test
  void aYesThatBreaksOffIsNone() {
    hook.manner =
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('o');
          exchange.getResponseBody().flush();
          throw new IOException("reset");
        };
    assertFails("it hung up before the answer was whole");
  }

  @Test
  void whatPointsElsewhereIsAnAnswerAndNotFollowed() throws Exception {
    hook.manner =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          Hook.answer(exchange, 302, "");
        };
    assertThat(here().status()).isEqualTo(302);
    assertThat(hook.calls).hasSize(1);
  }

  @Test
  void howLongToWaitIsRead() throws Exception {
    hook.manner =
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "120");
          Hook.answer(exchange, 429, "slow down");
        };
    assertThat(here()).isEqualTo(new Web.Answer(429, "slow down", 120));
  }

  @Test
  void nobodyThereIsSaid() throws Exception {
    int port = freePort();
    assertThatThrownBy(() -> call(web, "http://127.0.0.1:" + port + "/"))
        .hasMessage("nobody takes the call there");
    assertThatThrownBy(() -> call(web, "http://nowhere.invalid/"))
        .hasMessage("there is no host of that name");
  }

  @Test
  void whatIsInsideIsNotEvenConnectedTo() {
    try (Web world = new Web(Networks.WORLD, Trusted.with("", null), Duration.ofSeconds(2))) {
      for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "2130706433", "127.1"}) {
        assertThatThrownBy(() -> call(world, "http://" + host + ":" + hook.port() + "/"))
            .as(host)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("is an address inside, which is not called");
      }
    }
    assertThat(hook.calls).isEmpty();
  }

  @Test
  void aCertificateThatNobodyVouchesForGetsNothing() throws Exception {
    SelfSigned made = SelfSigned.make(dir);
    try (Hook secure = Hook.secure(Certified.server(made));
        Web knows = new Web(HERE, Trusted.with("X", made.cert()), Duration.ofSeconds(5))) {
      String address = "https://localhost:" + secure.port() + "/";
      assertThatThrownBy(() -> call(web, address))
          .hasMessageStartingWith("no trust in its certificate");
      // it is for localhost and 127.0.0.1
      assertThatThrownBy(() -> call(knows, "https://127.0.0.2:" + secure.port() + "/"))
          .hasMessageStartingWith("no trust in its certificate");
      assertThat(secure.calls).isEmpty();
      assertThat(call(knows, address).status()).isEqualTo(200);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private Web.Answer here() throws IOException {
    return call(web, "http://127.0.0.1:" + hook.port() + "/");
  }

  private void assertFails(String why) {
    assertThatThrownBy(this::here).isInstanceOf(IOException.class).hasMessage(why);
  }

  private static Web.Answer call(Web web, String address) throws IOException {
    return web.call("POST", URI.create(address), Map.of("Idempotency-Key", "k1"), "{\"é\":1}");
  }
}
