package io.vigie.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vigie.embedded.FreePort;
import io.vigie.embedded.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  @TempDir static Path home;
  private static HttpsServer server;
  private static SelfSigned made;

  @BeforeAll
  static void listen() throws Exception {
    made = SelfSigned.make(home);
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(home.resolve("made.p12"))) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/said",
        call -> {
          byte[] said = call.getRequestBody().readAllBytes();
          byte[] answer =
              ("{\"detail\":\"heard " + new String(said, StandardCharsets.UTF_8) + "\"}")
                  .getBytes();
          call.sendResponseHeaders(403, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    server.start();
  }

  @AfterAll
  static void end() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://vigie.example.org",
        "http://10.0.0.1:8080",
        "https://admin:secret@vigie.example.org",
        "https://vigie.example.org/path",
        "https://vigie.example.org?q",
        "vigie.example.org",
        "ftp://vigie.example.org",
        "https://"
      })
  void whatIsNoAddressOfACollectorOrNotSafeIsRefused(String text) {
    assertThatThrownBy(() -> Door.address(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be https://host");
  }

  @Test
  void addressesAreTakenAsPeopleWriteThem() {
    assertThat(Door.address(" https://vigie.example.org/ "))
        .isEqualTo(URI.create("https://vigie.example.org"));
    assertThat(Door.address("http://[::1]:8080")).isEqualTo(URI.create("http://[::1]:8080"));
  }

  @Test
  void whoeverIsTrustedIsHeard() throws Exception {
    Door.Reply reply = post("https://127.0.0.1:", made.cert());

    assertThat(reply.status()).isEqualTo(403);
    assertThat(Door.detail(reply)).isEqualTo("heard hello");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsToldWithWhatToDo() {
    assertThat(trouble("https://127.0.0.1:", null))
        .contains("nobody this node trusts made its certificate; --ca FILE");
  }

  @Test
  void aCertificateOfAnotherNameIsTold() {
    assertThat(trouble("https://127.0.0.2:", made.cert()))
        .contains("its certificate is for another name");
  }

  @Test
  void nobodyThereAndNoSuchHostAreTold() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + FreePort.any());
    assertThat(trouble(nobody, null)).isEqualTo(nobody + ": nobody listens there");
    URI nowhere = URI.create("https://nowhere.invalid");
    assertThat(trouble(nowhere, null)).isEqualTo(nowhere + ": there is no host of that name");
  }

  @Test
  void aFileWithoutCertificatesIsNoAuthority() throws IOException {
    Path empty = Files.writeString(home.resolve("empty.pem"), "");
    assertThatThrownBy(
            () -> new Door(URI.create("https://localhost"), empty, Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must be PEM");
  }

  private static Door.Reply post(String base, Path ca) throws IOException {
    URI address = URI.create(base + server.getAddress().getPort());
    return new Door(address, ca, Duration.ofSeconds(10))
        .post("/said", Map.of("X-Own", "1"), "hello".getBytes(StandardCharsets.UTF_8));
  }

  private static String trouble(String base, Path ca) {
    IOException trouble = catchThrowableOfType(IOException.class, () -> post(base, ca));
    return HttpTrouble.inWords(URI.create(base), trouble);
  }

  private static String trouble(URI address, Path ca) throws IOException {
    Door door = new Door(address, ca, Duration.ofSeconds(10));
    IOException trouble =
        catchThrowableOfType(IOException.class, () -> door.post("/said", Map.of(), "x".getBytes()));
    return HttpTrouble.inWords(address, trouble);
  }
}
