package io.vigie.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.embedded.FreePort;
import io.vigie.embedded.JavaProcess;
import io.vigie.embedded.SelfSigned;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector cannot come up with is told before any part of it is started. */
class StartChecksTest {
  @TempDir Path dir;

  @Test
  void aPortThatIsTakenIsToldForEachDoor() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      for (String option : List.of("--port", "--gateway-port", "--kafka-port")) {
        assertThat(refusal(option, port))
            .contains("vigie: " + option + " " + port + " cannot be listened on")
            .contains("already in use", "choose another");
      }
    }
  }

  @Test
  void twoDoorsWithOnePortAreTold() {
    String port = Integer.toString(FreePort.any());

    assertThat(refusal("--port", port, "--kafka-port", port))
        .contains("--port and --kafka-port are both " + port);
  }

  @Test
  void anAddressOfAnotherMachineIsTold() throws Exception {
    SelfSigned made = SelfSigned.make(dir);

    assertThat(
            refusal(
                "--listen",
                "192.0.2.77",
                "--tls-cert",
                made.cert().toString(),
                "--tls-key",
                made.key().toString()))
        .contains("--listen 192.0.2.77 is not an address of this machine");
  }

  @Test
  void aBrokerThatIsNotThereIsTold() {
    String nowhere = "127.0.0.1:" + FreePort.any();

    assertThat(refusal("--kafka", nowhere))
        .contains("--kafka " + nowhere + " cannot be reached", "Connection refused");
    assertThat(refusal("--kafka", "nowhere"))
        .contains("--kafka nowhere must be host:port of brokers");
  }

  @Test
  void aDatabaseThatIsNotThereIsToldWithoutItsPassword() throws IOException {
    Path password = Files.writeString(dir.resolve("password"), "swordfish");
    String url = "jdbc:mariadb://127.0.0.1:" + FreePort.any() + "/vigie";

    assertThat(
            refusal(
                "--db-url", url, "--db-user", "vigie", "--db-password-file", password.toString()))
        .contains("--db-url " + url + " as vigie: MariaDB cannot be reached")
        .doesNotContain("swordfish");
  }

  @Test
  void certificateAndKeyAreLookedAt() throws Exception {
    SelfSigned made = SelfSigned.make(Files.createDirectory(dir.resolve("one")));
    SelfSigned other = SelfSigned.make(Files.createDirectory(dir.resolve("two")));
    Path text = Files.writeString(dir.resolve("text"), "not a key");

    assertThat(refusal("--tls-cert", text.toString(), "--tls-key", made.key().toString()))
        .contains("--tls-cert " + text + " is no PEM certificate", "openssl");
    assertThat(refusal("--tls-cert", made.cert().toString(), "--tls-key", text.toString()))
        .contains("--tls-key " + text + " is no PEM key", "openssl pkcs8");
    assertThat(refusal("--tls-cert", made.cert().toString(), "--tls-key", other.key().toString()))
        .contains("--tls-key " + other.key() + " is not the key of the certificate in");
  }

  @Test
  void theLogIsBesideTheDataAndItsPlaceIsToldEvenWhenTheStartFails() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      Path data = dir.resolve("data");
      try (JavaProcess up =
          JavaProcess.start(
              VigieMain.class, Map.of(), "up", "--data", data.toString(), "--port", port)) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !up.isAlive());

        assertThat(up.output()).contains(data.resolve("vigie.log").toString(), "--port " + port);
      }
      assertThat(data.resolve("vigie.log")).content().contains("command failed", port);
    }
  }

  /** What {@code up} says with these options; that it fails, and has started nothing. */
  private String refusal(String... options) {
    Path data = dir.resolve("data");
    List<String> args = new ArrayList<>(List.of("up", "--data", data.toString()));
    // all doors on free ports, unless the options say otherwise
    for (String door : List.of("--port", "--kafka-port")) {
      if (!List.of(options).contains(door)) {
        args.addAll(List.of(door, "0"));
      }
    }
    args.addAll(List.of(options));
    PrintStream errors = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, UTF_8));
    try {
      assertThat(VigieMain.run(args.toArray(new String[0]))).isEqualTo(1);
    } finally {
      System.setErr(errors);
    }
    assertThat(data.resolve("kafka")).doesNotExist();
    assertThat(data.resolve("mariadb")).doesNotExist();
    return told.toString(UTF_8);
  }
}
