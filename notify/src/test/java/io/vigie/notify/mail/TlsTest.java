package io.vigie.notify.mail;

import static io.vigie.notify.Told.ZOE;
import static io.vigie.notify.Told.down;
import static io.vigie.notify.Told.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.embedded.SelfSigned;
import io.vigie.notify.Lease;
import io.vigie.notify.Office;
import io.vigie.notify.Outcome;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.notify.text.Writer;
import io.vigie.notify.web.Certified;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir static Path dir;
  private static SelfSigned made;
  private static SSLContext server;

  @BeforeAll
  static void aCertificate() throws Exception {
    made = SelfSigned.make(dir);
    server = Certified.server(made);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMailAndItsSenderArriveEncrypted(boolean fromTheStart) throws Exception {
    try (Office office = Office.secure(server, fromTheStart, "vigie:s3cret")) {
      assertThat(send(office, fromTheStart, "localhost", made.cert(), "s3cret"))
          .isEqualTo(new Outcome.Accepted("250 2.0.0 taken"));
      assertThat(office.mails).hasSize(1).allMatch(Office.Mail::encrypted);
    }
  }

  @Test
  void aWrongPasswordIsNoFaultOfTheRecipient() throws Exception {
    try (Office office = Office.secure(server, false, "vigie:s3cret")) {
      Outcome outcome = send(office, false, "localhost", made.cert(), "wr0ng");
      assertThat(outcome).isInstanceOf(Outcome.Away.class);
      assertThat(outcome.toString()).contains("535").doesNotContain("wr0ng");
    }
  }

  @Test
  void aServerThatNobodyVouchesForGetsNothing() throws Exception {
    try (Office office = Office.secure(server, false, null)) {
      assertThat(send(office, false, "localhost", null, "")).isInstanceOf(Outcome.Away.class);
      assertThat(office.mails).isEmpty();
    }
  }

  @Test
  void norDoesOneOfAnotherName() throws Exception {
    try (Office office = Office.secure(server, false, null)) {
      // the certificate is for localhost and 127.0.0.1
      Outcome outcome = send(office, false, "127.0.0.2", made.cert(), "");
      assertThat(outcome.toString()).startsWith("Away").contains("127.0.0.2 found");
      assertThat(office.mails).isEmpty();
    }
  }

  private static Outcome send(
      Office office, boolean fromTheStart, String host, Path ca, String password) {
    MailSettings settings =
        new MailSettings(
            host,
            office.port(),
            fromTheStart ? Tls.TLS : Tls.STARTTLS,
            password.isEmpty() ? "" : "vigie",
            password,
            ca,
            MailAddress.parse("vigie@example.org").orElseThrow());
    return new Smtp(settings, new Writer(null, ZoneId.of("UTC")))
        .send(message(ZOE, down("n1", "prod/web", ZOE)), Lease.of(Duration.ofMinutes(1)));
  }
}
