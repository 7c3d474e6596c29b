package io.vigie.notify.mail;

import static io.vigie.notify.Told.RENE;
import static io.vigie.notify.Told.ZOE;
import static io.vigie.notify.Told.down;
import static io.vigie.notify.Told.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Cause;
import io.vigie.notify.Lease;
import io.vigie.notify.Message;
import io.vigie.notify.Outcome;
import io.vigie.notify.Told;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.notify.text.Letter;
import io.vigie.notify.text.Writer;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTest {
  private static final Writer WRITER =
      new Writer(URI.create("https://vigie.example.org"), ZoneId.of("UTC"));

  private int port;
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
    port = server.getSmtp().getPort();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aMailArrivesAsItWasMeant() throws Exception {
    Alert alert =
        Told.alert("custom:fleet:été", Severity.ERROR, Map.of("summary", "le café est fermé"));
    Outcome outcome = send(message(RENE, Told.of("n1", Cause.RAISED, alert, null, RENE)));
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getMessageID()).isEqualTo("<m1@example.org>");
    assertThat(mail.getSubject()).isEqualTo("[erreur] été : le café est fermé");
    assertThat(mail.getFrom()).containsExactly(new InternetAddress("vigie@example.org"));
    assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("rene@example.org"));
    assertThat(mail.getSentDate()).isEqualTo("2026-11-30T09:00:00Z");
    assertThat(mail.getHeader("List-Id")).containsExactly("Vigie <vigie.example.org>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("Content-Language")).containsExactly("fr");
    assertThat(mail.getHeader("References")[0]).matches("<alert\\.[0-9a-f]{32}@example\\.org>");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString()).contains("été : le café est fermé");
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
  }

  @Test
  void aHeaderIsNeverBegunByWhatStandsInOne() throws Exception {
    Letter evil = new Letter("en", "x\r\nBcc: all@example.org\r\n\r\nbody", "text", "html", "");
    send(message -> evil, message(ZOE, down("n1", "prod/web", ZOE)));
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).isEqualTo("x Bcc: all@example.org body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "zoe", "zoe@", "a@x\r\nRCPT TO:<b@y>", "a@x, b@y", "Zoé <zoe@x>", "é@x", "@x"})
  void whatIsNoAddressIsRefusedHere(String address) {
    Recipient wrong = new Recipient("zoe", address, "en", "responsible");
    Outcome outcome = send(message(wrong, down("n1", "prod/web", wrong)));
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void whoLostTheRightToSendDoesNot() {
    Outcome outcome =
        smtp(WRITER).send(message(ZOE, down("n1", "prod/web", ZOE)), Lease.of(Duration.ZERO));
    assertThat(outcome).isEqualTo(new Outcome.Late());
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsAwayForEverybody() {
    server.stop();
    assertThat(send(message(ZOE, down("n1", "prod/web", ZOE)))).isInstanceOf(Outcome.Away.class);
  }

  @Test
  void aServerWithoutTlsGetsNothingWhereTlsIsAskedFor() {
    MailSettings settings = settings(Tls.STARTTLS);
    Outcome outcome =
        new Smtp(settings, WRITER)
            .send(message(ZOE, down("n1", "prod/web", ZOE)), Lease.of(Duration.ofMinutes(1)));
    assertThat(outcome).isInstanceOf(Outcome.Away.class);
    assertThat(outcome.toString()).contains("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private Outcome send(Message message) {
    return send(WRITER, message);
  }

  private Outcome send(Function<Message, Letter> writer, Message message) {
    return smtp(writer).send(message, Lease.of(Duration.ofMinutes(1)));
  }

  private Smtp smtp(Function<Message, Letter> writer) {
    return new Smtp(settings(Tls.NONE), writer);
  }

  private MailSettings settings(Tls tls) {
    return new MailSettings(
        "127.0.0.1",
        port,
        tls,
        "",
        "",
        null,
        MailAddress.parse("Vigie <vigie@example.org>").orElseThrow());
  }
}
