package io.vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.list.Position;
import io.vigie.api.list.Scope;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final TopicPartition A = new TopicPartition("vigie.instance-health.v1", 0);
  private static final TopicPartition B = new TopicPartition("vigie.instance-health.v1", 1);

  private final Ring ring = new Ring(3, 1_000_000);

  @Test
  void whoWaitsForTheNextOneFindsItWhenItComes() {
    ring.begin(Map.of(A, 0L));
    long head = ring.head();
    assertThat(ring.at(head)).isInstanceOf(Ring.Found.End.class);

    ring.append(List.of(event(A, 0)), Map.of(A, 1L));

    assertThat(((Ring.Found.Next) ring.at(head)).event().offset()).isZero();
  }

  @Test
  void theLastOfWhatWasReadAtOnceCarriesThePosition() {
    ring.begin(Map.of(A, 0L));
    long head = ring.head();

    ring.append(List.of(event(A, 0), event(A, 1)), Map.of(A, 2L));

    assertThat(((Ring.Found.Next) ring.at(head)).id()).isNull();
    assertThat(((Ring.Found.Next) ring.at(head + 1)).id())
        .isEqualTo(new Position(Map.of(A, 2L)).toString());
  }

  @Test
  void whoIsTooSlowFindsItGone() {
    ring.begin(Map.of(A, 0L));
    long head = ring.head();

    ring.append(List.of(event(A, 0), event(A, 1), event(A, 2), event(A, 3)), Map.of(A, 4L));

    assertThat(ring.at(head)).isInstanceOf(Ring.Found.Gone.class);
    assertThat(ring.at(head + 1)).isInstanceOf(Ring.Found.Next.class);
  }

  @Test
  void aPositionBeforeWhatIsGoneIsTooOldOneAfterItIsNot() {
    ring.begin(Map.of(A, 0L, B, 0L));
    ring.append(List.of(event(A, 0), event(A, 1), event(B, 0), event(B, 1)), Map.of(A, 2L, B, 2L));

    assertThat(ring.join(new Position(Map.of(B, 2L)))).isEmpty();
    assertThat(ring.join(new Position(Map.of(A, 1L)))).isPresent();
  }

  @Test
  void aPositionBeforeTheBeginningOfThisProcessIsTooOld() {
    ring.begin(Map.of(A, 100L, B, 0L));

    assertThat(ring.join(new Position(Map.of(A, 99L)))).isEmpty();
    assertThat(ring.join(new Position(Map.of(A, 100L)))).isPresent();
  }

  @Test
  void largeRowsLeaveEarlier() {
    Ring small = new Ring(100, 1_000);
    small.begin(Map.of(A, 0L));
    long head = small.head();

    small.append(
        List.of(new LiveEvent(A, 0, "instance", "x".repeat(900), Scope.NONE), event(A, 1)),
        Map.of(A, 2L));

    assertThat(small.at(head)).isInstanceOf(Ring.Found.Gone.class);
    assertThat(small.at(head + 1)).isInstanceOf(Ring.Found.Next.class);
  }

  @Test
  void afterANewBeginningEverybodyHasMissedSomething() {
    ring.begin(Map.of(A, 0L));
    long head = ring.head();

    ring.begin(Map.of(A, 7L));

    assertThat(ring.at(head)).isInstanceOf(Ring.Found.Gone.class);
  }

  private static LiveEvent event(TopicPartition partition, long offset) {
    return new LiveEvent(partition, offset, "instance", "{}", Scope.NONE);
  }
}
