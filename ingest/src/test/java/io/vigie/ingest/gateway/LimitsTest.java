package io.vigie.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.setting.Environment;
import io.vigie.embedded.SelfSigned;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.recorder.Lab;
import io.vigie.store.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door does to slow, greedy and unexpected clients, and where it opens. */
class LimitsTest {
  private static final GatewaySettings LOCAL = new GatewaySettings("127.0.0.1", 0, null, null);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir Path folder;

  @Test
  void aClientThatSendsTooSlowlyIsToldSoAndOneThatSendsNothingIsLetGo() {
    try (Gateway gateway = open(limits(1_000_000, 100, Duration.ofMillis(300)))) {
      Sender sender = Sender.of(gateway.uri(), "limits/n1").known();

      assertThat(sender.raw(sender.head("Content-Length: 100\r\n\r\n") + "{"))
          .startsWith("HTTP/1.1 408")
          .contains("within 300 ms");
      assertThat(sender.raw("POST /ing")).as("closed").isEmpty();
      assertThat(sender.raw("")).as("closed").isEmpty();
      await()
          .untilAsserted(
              () -> assertThat(meters.get("vigie.gateway.connections").gauge().value()).isZero());
      assertThat(meters.counter("vigie.gateway.dropped", "why", "idle").count()).isEqualTo(2);
    }
  }

  @Test
  void whatIsUnderWayIsBoundedAndTheRestIsToldToComeAgain() {
    try (Gateway gateway = open(limits(10, 100, Duration.ofSeconds(20)))) {
      Sender sender = Sender.of(gateway.uri(), "limits/n1").known();

      HttpResponse<String> answer = sender.post("[1,2,3,4,5,6,7]");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(sender.post("[]").statusCode()).as("room for this one").isEqualTo(400);
      assertThat(sender.post("[ 1 ]").statusCode()).as("given back").isEqualTo(200);
      assertThat(meters.get("vigie.gateway.held.bytes").gauge().value()).isZero();
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAtOnce() throws IOException {
    try (Gateway gateway = open(limits(1_000_000, 1, Duration.ofSeconds(20)));
        Socket first = new Socket("127.0.0.1", gateway.uri().getPort())) {
      await()
          .untilAsserted(
              () -> assertThat(meters.get("vigie.gateway.connections").gauge().value()).isOne());

      try (Socket second = new Socket("127.0.0.1", gateway.uri().getPort())) {
        second.setSoTimeout(10_000);
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(first.isClosed()).isFalse();
      assertThat(meters.counter("vigie.gateway.dropped", "why", "full").count()).isOne();
    }
  }

  @Test
  void aTokenThatCannotBeCheckedIsNotCalledWrong() {
    IngestSettings nowhere =
        new IngestSettings(
            Lab.bootstrap(),
            Map.of(),
            new Database("jdbc:mariadb://127.0.0.1:1/vigie", "nobody", ""),
            IngestSettings.NO_METRICS,
            Optional.empty());
    try (Gateway gateway = Gateway.start(LOCAL, nowhere, Limits.DEFAULT, meters)) {
      Sender sender = Sender.of(gateway.uri(), "limits/n1").token("any");

      HttpResponse<String> answer = sender.post("[]");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(gateway.health().working()).isFalse();
      assertThat(meters.counter("vigie.gateway.outages", "of", "database").count()).isOne();
    }
  }

  @Test
  void underTlsPlainTextGetsNoAnswer() throws Exception {
    SelfSigned made = SelfSigned.make(folder);
    GatewaySettings door = new GatewaySettings("0.0.0.0", 0, made.cert(), made.key());
    try (Gateway gateway = Gateway.start(door, Lab.settings(), Limits.DEFAULT, meters)) {
      assertThat(gateway.uri().getScheme()).isEqualTo("https");
      URI named = URI.create("https://localhost:" + gateway.uri().getPort());
      Sender sender = Sender.of(named, "limits/n1").known();
      Sender trusting = new Sender(made.client(), named, "limits/n1", sender.headers());

      assertThat(trusting.post("[]").statusCode()).isEqualTo(400);
      assertThat(sender.raw(sender.head("Content-Length: 2\r\n\r\n[]"))).doesNotContain("HTTP");
    }
  }

  @Test
  void withoutItsPortThereIsNoGateway() {
    assertThat(GatewaySettings.from(new Environment(Map.of("VIGIE_LISTEN", "0.0.0.0")))).isEmpty();
    assertThat(GatewaySettings.from(new Environment(Map.of("VIGIE_GATEWAY_PORT", "8444"))))
        .contains(new GatewaySettings("127.0.0.1", 8444, null, null));
  }

  @Test
  void anAddressThatIsNotLoopbackNeedsTls() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GatewaySettings.from(
                    new Environment(
                        Map.of("VIGIE_GATEWAY_PORT", "8444", "VIGIE_LISTEN", "0.0.0.0"))))
        .withMessageContaining("VIGIE_LISTEN 0.0.0.0 is not the loopback address")
        .withMessageContaining("VIGIE_TLS_CERT");
  }

  @Test
  void whatCannotBeOpenedSaysWhy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      GatewaySettings door = new GatewaySettings("127.0.0.1", taken.getLocalPort(), null, null);
      assertThatIllegalStateException()
          .isThrownBy(() -> Gateway.start(door, Lab.settings(), meters))
          .withMessageContaining("port " + taken.getLocalPort())
          .withMessageContaining("VIGIE_GATEWAY_PORT");
    }
    Path broken = Files.writeString(folder.resolve("broken.pem"), "no key");
    assertThatThrownBy(
            () ->
                Gateway.start(
                    new GatewaySettings("127.0.0.1", 0, broken, broken), Lab.settings(), meters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no PEM certificate");
  }

  private Gateway open(Limits limits) {
    return Gateway.start(LOCAL, Lab.settings(), limits, meters);
  }

  private static Limits limits(int held, int connections, Duration patience) {
    return new Limits(
        1_000_000, 1_000_000, 100, connections, held, patience, Duration.ofSeconds(5));
  }
}
