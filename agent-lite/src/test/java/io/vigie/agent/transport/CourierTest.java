package io.vigie.agent.transport;

import static io.vigie.agent.spool.Samples.begin;
import static io.vigie.agent.spool.Samples.draft;
import static io.vigie.agent.spool.Samples.end;
import static io.vigie.agent.spool.Samples.heartbeat;
import static io.vigie.agent.spool.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.agent.spool.MemorySpool;
import io.vigie.agent.spool.Samples;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Mac;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CourierTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON.plusSeconds(60), ZoneOffset.UTC);
  private static final Mac KEY = Mac.withKey(new byte[32]);

  private final MemorySpool spool =
      new MemorySpool("0123456789abcdef", Samples.NOON.getEpochSecond());
  private final FakeTransport broker = new FakeTransport();
  private final Courier courier = new Courier(spool, broker, CLOCK, KEY, 10);

  @Test
  void whatWaitedDuringAnOutageArrivesInOrder() {
    broker.unreachable();
    say(begin("a"), line("a", 0), end("a"));
    assertThat(courier.pump()).isFalse();

    broker.reachable();
    assertThat(courier.pump()).isTrue();

    assertThat(broker.taken)
        .extracting(record -> record.stamp().order().seq())
        .containsExactly(1L, 2L, 3L);
    assertThat(spool.stats().waiting()).isZero();
  }

  @Test
  void anEntryStaysUntilTheBrokerHasIt() {
    broker.slow();
    say(begin("a"), end("a"));
    courier.pump();
    assertThat(spool.stats().waiting()).isEqualTo(2);

    broker.answer(1, Outcome.ACKNOWLEDGED);

    assertThat(spool.stats().waiting()).isEqualTo(1);
    assertThat(courier.lastAcknowledged()).isEqualTo(CLOCK.instant());
  }

  @Test
  void aRecordNotTakenNowIsHandedOverAgain() {
    broker.slow();
    say(end("a"));
    courier.pump();
    broker.answer(0, new Outcome.NotNow("no rights on vigie.action.v1"));
    assertThat(courier.trouble()).contains("no rights");

    courier.pump();
    broker.answer(1, Outcome.ACKNOWLEDGED);

    assertThat(broker.taken).hasSize(2);
    assertThat(spool.stats().waiting()).isZero();
    assertThat(courier.trouble()).isEmpty();
  }

  @Test
  void whatComesBackGoesOutAgainBeforeWhatFollowsIt() {
    broker.slow();
    say(begin("a"), line("a", 0));
    courier.pump();
    broker.answer(0, new Outcome.NotNow("expired"));
    say(end("a"));
    courier.pump();
    assertThat(broker.taken).hasSize(2);

    broker.answer(1, new Outcome.NotNow("expired"));
    courier.pump();

    assertThat(broker.taken)
        .extracting(record -> record.stamp().order().seq())
        .containsExactly(1L, 2L, 1L, 2L, 3L);
  }

  @Test
  void aRecordNoBrokerTakesDoesNotStopTheOthers() {
    broker.slow();
    say(line("a", 0), end("a"));
    courier.pump();
    broker.answer(0, new Outcome.Never("too large"));
    broker.answer(1, Outcome.ACKNOWLEDGED);

    assertThat(spool.stats()).extracting("waiting", "setAside").containsExactly(0, 1L);
    assertThat(courier.refused()).isEqualTo(1);
  }

  @Test
  void noMoreThanTheWindowIsOnItsWay() {
    broker.slow();
    for (int i = 0; i < 25; i++) {
      say(line("a", i));
    }
    assertThat(courier.pump()).isFalse();
    assertThat(broker.taken).hasSize(10);

    broker.answer(0, Outcome.ACKNOWLEDGED);
    courier.pump();
    assertThat(broker.taken).hasSize(11);
  }

  @Test
  void aStateOvertakenWhileOnItsWayIsFollowedByItsLastWord() {
    broker.slow();
    say(heartbeat("1"));
    courier.pump();
    say(heartbeat("2"));
    broker.answer(0, Outcome.ACKNOWLEDGED);
    courier.pump();
    broker.answer(1, Outcome.ACKNOWLEDGED);

    assertThat(broker.taken)
        .extracting(record -> record.stamp().order().seq())
        .containsExactly(1L, 2L);
    assertThat(spool.stats().waiting()).isZero();
  }

  @Test
  void aRecordIsStampedWhenHandedOverAndSignedWithTheNodesKey() {
    say(begin("a"));
    courier.pump();
    Outgoing sent = broker.taken.get(0);

    assertThat(sent.stamp().sent()).isEqualTo(CLOCK.instant());
    assertThat(sent.stamp().install()).isEqualTo("0123456789abcdef");
    assertThat(KEY.verify("vigie.action.v1", "default/web", sent.stamp(), sent.value(), sent.mac()))
        .isTrue();
  }

  private void say(Event... events) {
    for (Event event : events) {
      spool.append(draft(event));
    }
  }
}
