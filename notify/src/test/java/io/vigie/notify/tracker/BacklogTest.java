package io.vigie.notify.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.notify.Outcome;
import io.vigie.notify.tracker.Backlog.Attempt;
import io.vigie.notify.tracker.Backlog.Place;
import io.vigie.notify.tracker.Clerk.Done;
import io.vigie.notify.tracker.Errand.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.junit.jupiter.api.Test;

/** What waits for trackers, by a clock of its own. */
class BacklogTest {
  private static final TopicPartition P0 = new TopicPartition("vigie.ticket.v1", 0);
  private static final External THERE = new External("5", "5", "http://rt/5", false);
  private static final Map<String, ChannelPolicy> BOTH =
      Map.of(
          "ops", Steps.tracker("ops", "http://ops.example.org", null),
          "desk", Steps.tracker("desk", "http://desk.example.org", null));

  private final Backlog backlog = fresh();
  private Instant now = Steps.NINE;

  private static Backlog fresh() {
    return new Backlog(
        new Patience(new ExponentialBackoff(5_000, 2, 300_000, 0), Duration.ofDays(5)));
  }

  private static Errand errand(String channel, String ticket, int n) {
    String id = channel + '-' + ticket + '-' + n;
    return new Errand(
        id, channel, TicketId.parse(ticket), n, "k", "m" + n, "s", "a", "t", Then.NOTHING);
  }

  private void take(String channel, String ticket, int n, long offset) {
    backlog.take(P0, offset, errand(channel, ticket, n), now);
  }

  private List<String> due() {
    return backlog.due(BOTH, now).stream().map(each -> each.errand().delivery()).toList();
  }

  private Delivery became(String channel, String id, Outcome outcome) {
    return backlog.became(channel, new Done(id, outcome, THERE), "http://x", now);
  }

  @Test
  void ofATicketOneThingIsToldAfterTheOther() {
    take("ops", "shop:1", 1, 10);
    take("ops", "shop:1", 2, 11);
    assertThat(due()).containsExactly("ops-shop:1-1");
    assertThat(due()).isEmpty();
    Delivery told = became("ops", "ops-shop:1-1", new Outcome.Accepted("ticket 5"));
    assertThat(told.state()).isEqualTo(DeliveryState.ACCEPTED);
    assertThat(told.external()).isEqualTo("5");
    assertThat(told.tickets()).containsExactly(TicketId.parse("shop:1"));
    assertThat(due()).containsExactly("ops-shop:1-2");
  }

  @Test
  void aTrackerThatIsAwayDelaysNoOther() {
    take("ops", "shop:1", 1, 10);
    take("desk", "shop:1", 1, 10);
    take("ops", "mail:1", 1, 11);
    assertThat(due()).containsExactlyInAnyOrder("ops-shop:1-1", "desk-shop:1-1");
    Delivery told = became("ops", "ops-shop:1-1", new Outcome.Away("refused"));
    assertThat(told.next()).isEqualTo(now.plusSeconds(5));
    assertThat(due()).isEmpty();
    became("desk", "desk-shop:1-1", new Outcome.Accepted("ticket 1"));
    take("desk", "shop:1", 2, 12);
    assertThat(due()).containsExactly("desk-shop:1-2");
    now = now.plusSeconds(5);
    // one that was not tried yet finds out
    assertThat(due()).containsExactly("ops-mail:1-1");
  }

  @Test
  void aTicketThatIsPutOffDelaysNoOtherAndIsGivenUpAfterDays() {
    take("ops", "shop:1", 1, 10);
    take("ops", "shop:1", 2, 11);
    take("ops", "mail:1", 1, 12);
    assertThat(due()).containsExactly("ops-shop:1-1");
    assertThat(became("ops", "ops-shop:1-1", new Outcome.Failed("500")).state())
        .isEqualTo(DeliveryState.FAILED);
    assertThat(due()).containsExactly("ops-mail:1-1");
    became("ops", "ops-mail:1-1", new Outcome.Accepted("ticket 6"));
    assertThat(due()).isEmpty();
    now = now.plus(Duration.ofDays(6));
    assertThat(due()).containsExactly("ops-shop:1-1");
    Delivery told = became("ops", "ops-shop:1-1", new Outcome.Failed("500"));
    assertThat(told.state()).isEqualTo(DeliveryState.REFUSED);
    assertThat(told.reply()).isEqualTo("500; given up after 5 days");
    assertThat(due()).containsExactly("ops-shop:1-2");
  }

  @Test
  void aSuccessorReadsFromTheFirstThatIsNotDone() {
    assertThat(backlog.place(P0, 7, now)).isEqualTo(new Place(7, now));
    take("ops", "shop:1", 1, 10);
    take("desk", "shop:1", 1, 10);
    Instant then = now;
    now = now.plusSeconds(60);
    take("desk", "shop:1", 2, 11);
    due();
    became("desk", "desk-shop:1-1", new Outcome.Accepted("ticket 1"));
    assertThat(backlog.place(P0, 12, now)).isEqualTo(new Place(10, then));
    became("ops", "ops-shop:1-1", new Outcome.Refused("400"));
    assertThat(backlog.place(P0, 12, now)).isEqualTo(new Place(11, now));
  }

  @Test
  void whatWasDoneBeforeATakeOverIsNotDoneAgain() {
    take("ops", "shop:1", 1, 10);
    List<Attempt> due = backlog.due(BOTH, now);
    Delivery accepted = became("ops", "ops-shop:1-1", new Outcome.Accepted("ticket 5"));
    Backlog successor = fresh();
    successor.remember(due.get(0).told());
    successor.remember(accepted);
    successor.take(P0, 10, errand("ops", "shop:1", 1), now);
    successor.take(P0, 11, errand("ops", "shop:1", 2), now);
    assertThat(successor.due(BOTH, now))
        .extracting(each -> each.errand().delivery())
        .containsExactly("ops-shop:1-2");
  }

  @Test
  void aStepHasItsOwnDaysWhateverWaitedBeforeATakeOver() {
    backlog.take(P0, 11, errand("ops", "shop:1", 1), now.minus(Duration.ofDays(6)));
    due();
    assertThat(became("ops", "ops-shop:1-1", new Outcome.Failed("500")).state())
        .isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void itsDaysGoOnAfterATakeOver() {
    take("ops", "shop:1", 1, 10);
    Delivery first = backlog.due(BOTH, now).get(0).told();
    now = now.plus(Duration.ofDays(4));
    Delivery again = became("ops", "ops-shop:1-1", new Outcome.Failed("500"));
    now = now.plus(Duration.ofDays(2));
    Backlog successor = fresh();
    successor.remember(first);
    successor.remember(again);
    successor.take(P0, 10, errand("ops", "shop:1", 1), now);
    successor.due(BOTH, now);
    Done done = new Done("ops-shop:1-1", new Outcome.Failed("500"), null);
    assertThat(successor.became("ops", done, "http://x", now).state())
        .isEqualTo(DeliveryState.REFUSED);
  }

  @Test
  void whatWasTriedAndIsNoErrandAnyMoreEnds() {
    take("ops", "shop:1", 1, 10);
    due();
    Delivery failed = became("ops", "ops-shop:1-1", new Outcome.Failed("500"));
    Backlog another = fresh();
    another.remember(failed);
    assertThat(another.caughtUp(ticket -> false, now)).as("of others").isEmpty();
    Backlog successor = fresh();
    successor.remember(failed);
    assertThat(successor.caughtUp(failed.tickets()::contains, now))
        .extracting(Delivery::delivery, Delivery::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ops-shop:1-1", DeliveryState.REFUSED));
    assertThat(successor.caughtUp(ticket -> true, now)).isEmpty();
  }

  @Test
  void whatWaitsForAChannelThatIsGoneEnds() {
    take("ops", "shop:1", 1, 10);
    assertThat(backlog.overflow(BOTH, now)).isEmpty();
    assertThat(backlog.overflow(Map.of(), now))
        .extracting(Delivery::reply)
        .containsExactly("the channel is gone, or off");
    assertThat(backlog.place(P0, 11, now).next()).isEqualTo(11);
  }

  @Test
  void ofTooMuchTheOldestEnds() {
    for (int n = 0; n <= Backlog.MOST_WAITING; n++) {
      take("ops", "shop:" + (n + 1), 1, n);
      now = now.plusMillis(1);
    }
    assertThat(backlog.overflow(BOTH, now))
        .extracting(Delivery::delivery, Delivery::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ops-shop:1-1", DeliveryState.REFUSED));
    assertThat(backlog.waiting()).isEqualTo(Backlog.MOST_WAITING);
  }
}
