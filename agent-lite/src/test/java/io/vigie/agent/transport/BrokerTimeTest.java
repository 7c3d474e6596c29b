package io.vigie.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BrokerTimeTest {
  private static final Instant BROKER = Instant.parse("2026-11-30T08:00:00Z");

  private Instant wall = Instant.parse("2020-01-01T00:00:00Z");
  private long nanos = -5;
  private final BrokerTime time = new BrokerTime(new Wall(), () -> nanos);

  @Test
  void itIsNotKnownBeforeTheBrokerTookSomething() {
    time.appendedNow(-1);
    assertThat(time.now()).isEmpty();
  }

  @Test
  void itIsTheBrokersHoweverWrongTheClockHereIs() {
    time.appendedNow(BROKER.toEpochMilli());
    pass(Duration.ofSeconds(7), Duration.ofSeconds(7));
    assertThat(time.now()).contains(BROKER.plusSeconds(7));
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeAnOldRequestYoung() {
    time.appendedNow(BROKER.toEpochMilli());
    pass(Duration.ofSeconds(7), Duration.ofHours(-1));
    assertThat(time.now()).contains(BROKER.plusSeconds(7));
  }

  @Test
  void norDoesAMachineThatWasSuspended() {
    time.appendedNow(BROKER.toEpochMilli());
    pass(Duration.ZERO, Duration.ofHours(1));
    assertThat(time.now()).contains(BROKER.plusSeconds(3_600));
  }

  private void pass(Duration counted, Duration told) {
    nanos += counted.toNanos();
    wall = wall.plus(told);
  }

  private final class Wall extends Clock {
    @Override
    public Instant instant() {
      return wall;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
