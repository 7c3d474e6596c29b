package io.vigie.notify.post;

import static io.vigie.notify.Told.RENE;
import static io.vigie.notify.Told.ZOE;
import static io.vigie.notify.Told.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.embedded.JavaProcess;
import io.vigie.notify.Office;
import io.vigie.notify.Office.Mail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker; each test has a topic of its own to begin with, and a mail server. */
class PostTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static Desk desk;
  private Office office;

  @BeforeAll
  static void aBroker() {
    desk = Desk.open(dir);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void anOffice() {
    desk.forget();
    office = Office.plain();
  }

  @AfterEach
  void closed() throws Exception {
    office.close();
  }

  @Test
  void anAlertThatWasRaisedIsAMail() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try (Post post = desk.post(server.getSmtp().getPort())) {
      desk.tell(down("a1", "prod/web", RENE));
      await().atMost(SOON).until(() -> server.getReceivedMessages().length == 1);
      assertThat(server.getReceivedMessages()[0].getSubject())
          .isEqualTo("[critique] prod/web n'est pas rendu : down");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(states("a1"))
                      .containsExactly(DeliveryState.SENDING, DeliveryState.ACCEPTED));
      assertThat(post.leads()).isTrue();
    } finally {
      server.stop();
    }
  }

  @Test
  void aRestartNamesNothingTwiceAndForgetsNothing() {
    List<String> all = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      try (Post post = desk.post(office.port())) {
        for (int n = 0; n < 5; n++) {
          String id = "r" + run + n;
          all.add(id);
          desk.tell(down(id, "prod/" + id, someone(id)));
        }
        if (run < 3) {
          await().atMost(SOON).until(post::leads);
        } else {
          await().atMost(SOON).until(() -> office.mails.size() >= all.size());
        }
      }
    }
    assertThat(office.mails)
        .extracting(Mail::to)
        .containsExactlyInAnyOrderElementsOf(all.stream().map(id -> someone(id).mail()).toList());
    for (String id : all) {
      assertThat(states(id)).endsWith(DeliveryState.ACCEPTED);
    }
  }

  @Test
  void whoIsKilledAfterTheServerTookItSendsTheSameMailAgain() {
    // as it is shipped it waits a minute between mails: nobody may have had one from another test
    Recipient first = someone("first");
    CountDownLatch handed = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    office.verdict =
        mail -> {
          if (killed.getCount() > 0) {
            handed.countDown();
            waitFor(killed);
          }
          return "250 ok";
        };
    try (JavaProcess process = desk.process(office.port())) {
      desk.tell(down("k1", "prod/web", first));
      waitFor(handed);
      process.kill();
      killed.countDown();
    }
    desk.tell(down("k2", "prod/db", RENE));
    try (Post second = desk.post(office.port())) {
      await().atMost(SOON).until(() -> office.mails.size() == 3);
      await()
          .atMost(SOON)
          .until(() -> accepted().containsAll(List.of(first.person() + " k1", "rene k2")));
      assertThat(second.leads()).isTrue();
    }
    List<Mail> both = office.mails.stream().filter(mail -> mail.to().equals(first.mail())).toList();
    assertThat(both).hasSize(2);
    assertThat(both.get(0).id()).isEqualTo(both.get(1).id()).endsWith("@example.org");
    assertThat(body(both.get(0))).isEqualTo(body(both.get(1)));
    assertThat(states("k1"))
        .containsExactly(DeliveryState.SENDING, DeliveryState.SENDING, DeliveryState.ACCEPTED);
  }

  @Test
  void whoWasSuspendedWhileAnotherTookOverHasNothingMoreToSay() {
    CountDownLatch handed = new CountDownLatch(1);
    CountDownLatch resumed = new CountDownLatch(1);
    office.verdict =
        mail -> {
          if (handed.getCount() > 0) {
            handed.countDown();
            waitFor(resumed);
          }
          return "250 ok";
        };
    try (JavaProcess first = desk.process(office.port())) {
      desk.tell(down("s1", "prod/web", someone("s1")));
      waitFor(handed);
      first.suspend();
      try (Post second = desk.post(office.port())) {
        desk.tell(down("s2", "prod/web", someone("s2")));
        await().atMost(SOON).until(() -> accepted().containsAll(List.of("s1 s1", "s2 s2")));
        first.resume();
        resumed.countDown();
        desk.tell(down("s3", "prod/web", someone("s3")));
        await().atMost(SOON).until(() -> first.output().contains("another process sends"));
        desk.tell(down("s4", "prod/web", someone("s4")));
        await().atMost(SOON).until(() -> states("s4").contains(DeliveryState.ACCEPTED));
        assertThat(second.leads()).isTrue();
      }
    }
    // what the server had in hand when its sender was suspended, and no other
    assertThat(office.mails)
        .extracting(mail -> mail.to().substring(0, 2))
        .containsExactlyInAnyOrder("s1", "s1", "s2", "s3", "s4");
    assertThat(office.mails.stream().map(Mail::id).distinct()).hasSize(4);
    assertThat(states("s1"))
        .containsExactly(DeliveryState.SENDING, DeliveryState.SENDING, DeliveryState.ACCEPTED);
  }

  @Test
  void whatIsInTheServersHandsWhenASessionBreaksIsNotGivenToItAgain() {
    CountDownLatch handed = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    office.verdict =
        mail -> {
          handed.countDown();
          waitFor(again);
          return "250 ok";
        };
    try (Post post = desk.post(office.port())) {
      desk.tell(down("b1", "prod/web", someone("b1")));
      waitFor(handed);
      desk.throwOut();
      // it leads anew, and knows of the mail by its record
      await().atMost(SOON).until(() -> states("b1").size() == 2);
      again.countDown();
      await().atMost(SOON).until(() -> states("b1").contains(DeliveryState.ACCEPTED));
      assertThat(post.leads()).isTrue();
    }
    assertThat(office.mails).hasSize(1);
    assertThat(states("b1"))
        .containsExactly(DeliveryState.SENDING, DeliveryState.SENDING, DeliveryState.ACCEPTED);
  }

  @Test
  void ofTwoOneSendsAndTheOtherTakesOver() {
    Post first = desk.post(office.port());
    await().atMost(SOON).until(first::leads);
    try (Post second = desk.post(office.port())) {
      desk.tell(down("t1", "prod/web", someone("t1")));
      await().atMost(SOON).until(() -> office.mails.size() == 1);
      assertThat(first.leads()).isTrue();
      assertThat(second.leads()).isFalse();
      first.close();
      desk.tell(down("t2", "prod/web", someone("t2")));
      await().atMost(SOON).until(() -> office.mails.size() == 2);
      assertThat(second.leads()).isTrue();
    }
  }

  @Test
  void whatIsPutOffArrivesLaterAndWhatIsRefusedIsTold() {
    office.recipients.put(ZOE.mail(), "450 4.2.0 greylisted");
    office.recipients.put(RENE.mail(), "550 5.1.1 no such user");
    try (Post post = desk.post(office.port())) {
      desk.tell(down("f1", "prod/web", ZOE, RENE));
      await().atMost(SOON).until(() -> states("f1").contains(DeliveryState.FAILED));
      office.recipients.remove(ZOE.mail());
      await().atMost(SOON).until(() -> states("f1").contains(DeliveryState.ACCEPTED));
      assertThat(post.reason()).isEmpty();
    }
    Delivery refused =
        desk.deliveries().stream()
            .filter(each -> each.state() == DeliveryState.REFUSED)
            .findFirst()
            .orElseThrow();
    assertThat(refused.to()).isEqualTo("rene");
    assertThat(refused.reply()).contains("550 5.1.1 no such user");
    assertThat(office.mails).hasSize(1);
  }

  @Test
  void aServerThatKeepsWhoeverComesWaitingGetsItsMail() {
    office.greetsAfter = Duration.ofSeconds(6);
    try (Post post = desk.post(office.port())) {
      desk.tell(down("g1", "prod/web", ZOE));
      await().atMost(SOON).until(() -> states("g1").contains(DeliveryState.ACCEPTED));
      assertThat(post.reason()).isEmpty();
    }
    assertThat(states("g1")).containsExactly(DeliveryState.SENDING, DeliveryState.ACCEPTED);
  }

  @Test
  void aServerThatIsAwayLosesNothing() throws Exception {
    int port = office.port();
    office.close();
    try (Post post = desk.post(port)) {
      for (int n = 0; n < 20; n++) {
        desk.tell(down("w" + n, "prod/web" + n, ZOE));
      }
      await().atMost(SOON).until(() -> post.reason().contains("mail server"));
      office = Office.plain(port);
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(accepted()).hasSize(20).doesNotHaveDuplicates());
      assertThat(post.reason()).isEmpty();
    }
  }

  @Test
  void aStormOfTwoThousandIsAMailAMinuteWithEverythingInItOnce() {
    // a minute of this clock is a fifth of a second
    FastClock clock = new FastClock(300);
    try (Post post = desk.post(office.port(), clock)) {
      await().atMost(SOON).until(post::leads);
      IntStream.range(0, 2_000).forEach(n -> desk.tell(down("x" + n, "prod/web" + n, ZOE, RENE)));
      await().atMost(SOON).until(() -> accepted().size() == 4_000);
    }
    for (Recipient to : List.of(ZOE, RENE)) {
      List<Delivery> mails =
          desk.deliveries().stream()
              .filter(each -> each.state() == DeliveryState.ACCEPTED)
              .filter(each -> each.to().equals(to.person()))
              .toList();
      assertThat(mails.stream().flatMap(each -> each.notifications().stream()))
          .hasSize(2_000)
          .doesNotHaveDuplicates();
      List<Instant> times = mails.stream().map(Delivery::at).toList();
      for (int i = 1; i < times.size(); i++) {
        assertThat(Duration.between(times.get(i - 1), times.get(i)))
            .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
      }
      assertThat(office.mails.stream().filter(mail -> mail.to().equals(to.mail())))
          .hasSameSizeAs(mails);
    }
  }

  private static Recipient someone(String name) {
    return new Recipient(name, name + "@example.org", "en", "responsible");
  }

  private static List<DeliveryState> states(String notification) {
    return desk.deliveries().stream()
        .filter(each -> each.notifications().contains(notification))
        .map(Delivery::state)
        .toList();
  }

  private static List<String> accepted() {
    return desk.deliveries().stream()
        .filter(each -> each.state() == DeliveryState.ACCEPTED)
        .flatMap(each -> each.notifications().stream().map(one -> each.to() + ' ' + one))
        .toList();
  }

  /** Without what the library makes anew each time. */
  private static String body(Mail mail) {
    return mail.raw().replaceAll("_Part_[0-9_.]+", "");
  }

  private static void waitFor(CountDownLatch latch) {
    await().atMost(SOON).until(() -> latch.getCount() == 0);
  }
}
