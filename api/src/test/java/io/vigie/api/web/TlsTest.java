package io.vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.api.Api;
import io.vigie.api.ApiSettings;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.embedded.SelfSigned;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir Path folder;

  @Test
  void underTlsTheCookieIsForThisHostAloneAndTheBrowserComesBackWithTls() throws Exception {
    SelfSigned made = SelfSigned.make(folder);
    ApiSettings settings =
        Lab.get()
            .settings("tls")
            .withAdminPassword(Lab.PASSWORD)
            .withListener("127.0.0.1", 0, made.cert(), made.key());

    try (Api api = Api.start(settings)) {
      assertThat(api.uri().getScheme()).isEqualTo("https");
      URI named = URI.create("https://localhost:" + api.uri().getPort());
      Client client = new Client(made.client(), named);

      HttpResponse<String> answer = client.signIn("admin", Lab.PASSWORD);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("__Host-vigie=")
          .contains("Secure");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThatThrownBy(
              () -> new Client(URI.create("http://localhost:" + named.getPort())).get("/login"))
          .as("plain text on the same port")
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
