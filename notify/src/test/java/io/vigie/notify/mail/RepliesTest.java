package io.vigie.notify.mail;

import static io.vigie.notify.Told.ZOE;
import static io.vigie.notify.Told.down;
import static io.vigie.notify.Told.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.notify.Lease;
import io.vigie.notify.Office;
import io.vigie.notify.Outcome;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.notify.text.Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepliesTest {
  private final Office office = Office.plain();

  @AfterEach
  void close() throws Exception {
    office.close();
  }

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 no such user, Refused",
    "551 user not local, Refused",
    "450 4.2.0 greylisted, Failed",
    "452 4.2.2 mailbox full, Failed",
    "421 4.3.2 closing down, Away",
    "554 5.7.1 relay access denied, Failed",
    "550 5.7.25 no name for that client, Failed",
  })
  void ofARecipient(String reply, String kind) {
    office.recipients.put("zoe@example.org", reply);
    expect(reply, kind);
  }

  @ParameterizedTest
  @CsvSource({
    "554 5.7.1 looks like spam, Refused",
    "552 5.3.4 too big, Refused",
    "451 4.3.0 try again later, Failed",
    "421 4.3.2 closing down, Failed",
  })
  void ofAMail(String reply, String kind) {
    office.verdict = mail -> reply;
    expect(reply, kind);
  }

  @Test
  void whatKeepsUsFromSendingAnythingIsNoFaultOfAMail() {
    office.senders = "554 5.7.1 client host rejected";
    expect("554 5.7.1 client host rejected", "Away");
  }

  @Test
  void aServerThatHangsUpOverAMailIsNotAwayForOthers() {
    office.verdict =
        mail -> {
          throw new UncheckedIOException(new IOException("choked"));
        };
    expect("", "Failed");
  }

  private void expect(String reply, String kind) {
    MailSettings settings =
        new MailSettings(
            "127.0.0.1",
            office.port(),
            Tls.NONE,
            "",
            "",
            null,
            MailAddress.parse("vigie@example.org").orElseThrow());
    Outcome outcome =
        new Smtp(settings, new Writer(null, ZoneId.of("UTC")))
            .send(message(ZOE, down("n1", "prod/web", ZOE)), Lease.of(Duration.ofMinutes(1)));
    assertThat(outcome.getClass().getSimpleName()).as(outcome.toString()).isEqualTo(kind);
    assertThat(outcome.toString()).contains(reply);
    assertThat(office.mails).isEmpty();
  }
}
