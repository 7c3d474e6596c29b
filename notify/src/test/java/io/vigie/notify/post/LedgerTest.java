package io.vigie.notify.post;

import static io.vigie.notify.Told.NINE;
import static io.vigie.notify.Told.RENE;
import static io.vigie.notify.Told.ZOE;
import static io.vigie.notify.Told.down;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.notify.Outcome;
import io.vigie.notify.Told;
import io.vigie.notify.post.Ledger.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Outcome TAKEN = new Outcome.Accepted("250 ok");
  private static final Lane MAIL = Lane.mail("example.org");

  private Ledger ledger = new Ledger(MAIL, message -> "", 0);
  private Instant now = NINE;
  private long offset;

  @Test
  void theFirstMailGoesAtOnceAndTheNextAMinuteLater() {
    take("n1", ZOE);
    Attempt first = onlyDue();
    assertThat(first.told().state()).isEqualTo(DeliveryState.SENDING);
    assertThat(first.told().notifications()).containsExactly("n1");
    became(first, TAKEN);
    take("n2", ZOE);
    take("n3", ZOE);
    later(59);
    assertThat(due()).isEmpty();
    later(1);
    assertThat(onlyDue().told().notifications()).containsExactly("n2", "n3");
  }

  @Test
  void everybodyHasAMailOfTheirOwn() {
    take("n1", ZOE, RENE);
    assertThat(due()).extracting(each -> each.told().to()).containsExactly("zoe", "rene");
  }

  @Test
  void whoIsNamedTwiceIsToldOnce() {
    take("n1", ZOE, new Recipient("zoe", "zoe@example.org", "en", "chain 1"));
    Attempt mail = onlyDue();
    assertThat(mail.told().notifications()).containsExactly("n1");
    became(mail, TAKEN);
    assertThat(ledger.held()).isZero();
  }

  @Test
  void inAStormEachHasAtMostAMailAMinuteAndEverythingIsNamedOnce() {
    Map<String, List<Instant>> mails = new HashMap<>();
    Map<String, List<String>> named = new HashMap<>();
    int taken = 0;
    while (taken < 2_000 || ledger.held() > 0) {
      for (int n = 0; n < 40 && taken < 2_000; n++) {
        take("n" + taken++, ZOE, RENE);
      }
      for (Attempt mail : due()) {
        assertThat(mail.told().notifications())
            .hasSizeLessThanOrEqualTo(Delivery.MOST_NOTIFICATIONS);
        assertThat(mail.message().notifications()).hasSameSizeAs(mail.told().notifications());
        mails.computeIfAbsent(mail.told().to(), to -> new ArrayList<>()).add(now);
        named
            .computeIfAbsent(mail.told().to(), to -> new ArrayList<>())
            .addAll(mail.told().notifications());
        became(mail, TAKEN);
      }
      later(1);
    }
    for (String person : List.of("zoe", "rene")) {
      assertThat(named.get(person)).hasSize(2_000).doesNotHaveDuplicates();
      List<Instant> sent = mails.get(person);
      assertThat(sent).hasSizeBetween(5, 6);
      for (int i = 1; i < sent.size(); i++) {
        assertThat(Duration.between(sent.get(i - 1), sent.get(i)))
            .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
      }
    }
  }

  @Test
  void whatIsPutOffIsTriedAgainAsItWasLaterEachTime() {
    take("n1", ZOE);
    Attempt first = onlyDue();
    Delivery failed = became(first, new Outcome.Failed("450 greylisted"));
    assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(failed.reply()).isEqualTo("450 greylisted");
    assertThat(failed.next()).isBetween(now.plusSeconds(4), now.plusSeconds(6));
    take("n2", ZOE);
    now = failed.next();
    Attempt second = onlyDue();
    assertThat(second.told().delivery()).isEqualTo(first.told().delivery());
    assertThat(second.told().notifications()).containsExactly("n1");
    assertThat(second.told().attempt()).isEqualTo(2);
    assertThat(second.message().at()).isEqualTo(NINE);
    Delivery again = became(second, new Outcome.Failed("450 greylisted"));
    assertThat(again.next()).isBetween(now.plusSeconds(8), now.plusSeconds(12));
    now = again.next();
    became(onlyDue(), TAKEN);
    later(60);
    assertThat(onlyDue().told().notifications()).containsExactly("n2");
  }

  @Test
  void aServerThatPutsOffForDaysHasRefused() {
    take("n1", ZOE);
    became(onlyDue(), new Outcome.Failed("452 mailbox full"));
    later(Duration.ofDays(5).toSeconds() + 1);
    Delivery end = became(onlyDue(), new Outcome.Failed("452 mailbox full"));
    assertThat(end.state()).isEqualTo(DeliveryState.REFUSED);
    assertThat(end.reply()).isEqualTo("452 mailbox full; given up after 5 days");
  }

  @Test
  void whatIsRefusedIsNotTriedAgainAndHoldsNothingUp() {
    take("n1", ZOE);
    Delivery refused = became(onlyDue(), new Outcome.Refused("550 no such user"));
    assertThat(refused.state()).isEqualTo(DeliveryState.REFUSED);
    assertThat(ledger.held()).isZero();
    take("n2", ZOE);
    assertThat(onlyDue().told().notifications()).containsExactly("n2");
  }

  @Test
  void whileTheServerIsAwayOneTriesForAllAndWhatGathersGoesTogether() {
    for (int hour = 0; hour < 60; hour++) {
      take("n" + hour, ZOE, RENE);
      List<Attempt> tries = due();
      assertThat(tries.size()).isLessThanOrEqualTo(hour == 0 ? 2 : 1);
      tries.forEach(each -> became(each, new Outcome.Away("connection refused")));
      later(60);
    }
    later(360);
    Attempt probe = onlyDue();
    became(probe, TAKEN);
    // the other one goes at once: no reason to wait is left
    became(onlyDue(), TAKEN);
    later(60);
    List<Attempt> digests = due();
    assertThat(digests).hasSize(2).allMatch(each -> each.told().notifications().size() == 59);
    digests.forEach(each -> became(each, TAKEN));
    assertThat(ledger.held()).isZero();
  }

  @Test
  void aMailThatFindsTheServerAwayIsNotTheOneThatTriesNext() {
    take("n1", ZOE);
    became(onlyDue(), new Outcome.Away("it hung up"));
    take("n2", RENE);
    later(6);
    Attempt next = onlyDue();
    assertThat(next.told().to()).isEqualTo("rene");
    became(next, TAKEN);
  }

  @Test
  void aClockThatWasAheadKeepsNobodyWaiting() {
    take("n1", ZOE);
    Attempt first = onlyDue();
    take("n2", RENE);
    Attempt second = onlyDue();
    later(86_400);
    Delivery accepted = became(first, TAKEN);
    Delivery failed = became(second, new Outcome.Failed("450 later"));
    now = NINE;
    ledger = new Ledger(MAIL, message -> "", 0);
    List.of(first.told(), accepted, second.told(), failed).forEach(ledger::remember);
    offset = 1;
    take("n2", RENE);
    take("n3", ZOE);
    ledger.caughtUp();
    assertThat(due()).extracting(each -> each.told().to()).containsExactly("zoe", "rene");
  }

  @Test
  void aServerThatWasAwayByAClockThatWasAheadIsTriedNow() {
    later(86_400);
    take("n1", ZOE);
    became(onlyDue(), new Outcome.Away("connection refused"));
    now = NINE;
    assertThat(onlyDue().told().attempt()).isEqualTo(2);
  }

  @Test
  void whoTakesOverSendsWhatWasBegunAsItWasAndNothingThatArrived() {
    take("n1", ZOE, RENE);
    List<Attempt> begun = due();
    Delivery rene = became(begun.get(1), TAKEN);
    List<Delivery> told = List.of(begun.get(0).told(), begun.get(1).told(), rene);
    Ledger.Place place = ledger.place(offset);
    assertThat(place).isEqualTo(new Ledger.Place(0, 0));

    ledger = new Ledger(MAIL, message -> "", place.deliveries());
    told.forEach(ledger::remember);
    offset = place.next();
    take("n1", ZOE, RENE);
    take("n2", ZOE, RENE);
    ledger.caughtUp();
    Attempt again = onlyDue();
    assertThat(again.told().delivery()).isEqualTo(begun.get(0).told().delivery());
    assertThat(again.told().notifications()).containsExactly("n1");
    assertThat(again.message().at()).isEqualTo(begun.get(0).message().at());
    became(again, TAKEN);
    later(60);
    assertThat(due())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.told().notifications()).containsExactly("n2"));
  }

  @Test
  void whoTakesOverKeepsTheMinuteAndTheWaitOfWhatFailed() {
    take("n1", ZOE);
    Attempt first = onlyDue();
    Delivery accepted = became(first, TAKEN);
    take("n2", RENE);
    Attempt second = onlyDue();
    Delivery failed = became(second, new Outcome.Failed("450 later"));

    ledger = new Ledger(MAIL, message -> "", 0);
    List.of(first.told(), accepted, second.told(), failed).forEach(ledger::remember);
    offset = 1;
    take("n2", RENE);
    take("n3", ZOE);
    ledger.caughtUp();
    assertThat(due()).isEmpty();
    now = failed.next();
    assertThat(onlyDue().told().attempt()).isEqualTo(2);
    now = NINE.plusSeconds(60);
    assertThat(onlyDue().told().notifications()).containsExactly("n3");
  }

  @Test
  void theWayBackIsOnlyAsLongAsWhatIsNotDoneWith() {
    take("n1", ZOE);
    Attempt first = onlyDue();
    ledger.deliveriesEnd(10);
    take("n2", RENE);
    Attempt second = onlyDue();
    ledger.deliveriesEnd(20);
    assertThat(ledger.place(offset)).isEqualTo(new Ledger.Place(0, 0));
    became(first, TAKEN);
    assertThat(ledger.place(offset)).isEqualTo(new Ledger.Place(1, 10));
    became(second, TAKEN);
    ledger.deliveriesEnd(30);
    assertThat(ledger.place(offset)).isEqualTo(new Ledger.Place(2, 30));
    assertThat(Ledger.Place.deliveriesOf(ledger.place(offset).metadata())).isEqualTo(30);
  }

  @Test
  void whatWasTooLateToHandOverIsDueAgainLaterAndNothingIsToldOfIt() {
    take("n1", ZOE);
    Attempt first = onlyDue();
    assertThat(became(first, new Outcome.Late())).isNull();
    assertThat(due()).isEmpty();
    later(6);
    assertThat(onlyDue().told().delivery()).isEqualTo(first.told().delivery());
  }

  @Test
  void whoeverSetsMailUpLateIsToldOfTicketsAndOfTheLastHour() {
    ledger.begin(2);
    take("n1", ZOE);
    TicketId ticket = TicketId.parse("shop:12");
    ledger.take(
        offset++, Told.of("n2", Cause.TICKETED, "service-unavailable:prod/web", ticket, ZOE));
    assertThat(onlyDue().told().notifications()).containsExactly("n2");
  }

  @Test
  void forWhoseMailboxIsFullTheOldestEndsWhenTooMuchWaits() {
    take("n0", ZOE);
    for (int times = 0; times < 3; times++) {
      became(onlyDue(), new Outcome.Failed("452 mailbox full"));
      later(60);
    }
    for (int n = 1; n <= Ledger.MOST_WAITING; n++) {
      take("n" + n, ZOE, RENE);
    }
    assertThat(ledger.overflow(now)).isEmpty();
    take("m", ZOE);
    assertThat(ledger.overflow(now))
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(DeliveryState.REFUSED);
              assertThat(ended.notifications()).startsWith("n1").doesNotContain("m", "n0");
              assertThat(ended.reply()).isEqualTo("too much waits for this address");
            });
    assertThat(ledger.overflow(now)).isEmpty();
  }

  @Test
  void anIdIsMadeOfWhomAndWhat() {
    Set<String> ids = new HashSet<>();
    ids.add(MAIL.ids().of("zoe", List.of("n1", "n2")));
    ids.add(MAIL.ids().of("zoe", List.of("n1", "n2")));
    assertThat(ids).hasSize(1).allMatch(id -> id.matches("[0-9a-f]{32}@example\\.org"));
    ids.add(MAIL.ids().of("zoe", List.of("n1")));
    ids.add(MAIL.ids().of("rene", List.of("n1", "n2")));
    ids.add(MAIL.ids().of("zoen1", List.of("n2")));
    assertThat(ids).hasSize(4);
  }

  private void take(String id, Recipient... to) {
    ledger.take(offset++, down(id, "prod/web", to));
  }

  private List<Attempt> due() {
    return ledger.due(now, 10, true);
  }

  private Attempt onlyDue() {
    List<Attempt> due = due();
    assertThat(due).hasSize(1);
    return due.get(0);
  }

  private Delivery became(Attempt attempt, Outcome outcome) {
    return ledger.became(attempt.told().delivery(), outcome, now);
  }

  private void later(long seconds) {
    now = now.plusSeconds(seconds);
  }
}
