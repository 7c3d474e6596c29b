package io.vigie.api.live;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The newest pulse that streams carried on to each partition, as this process heard it. */
@Singleton
public final class Pulses {
  private final Map<TopicPartition, Beat> newest = new ConcurrentHashMap<>();
  private volatile Set<TopicPartition> expected = Set.of();

  /**
   * @param appendedMillis append time of the input pulse, epoch milliseconds
   * @param heardNanos when it was read here, {@link System#nanoTime}
   */
  public record Beat(long appendedMillis, long heardNanos) {}

  /** Partitions that pulses are expected on. */
  void expect(Set<TopicPartition> partitions) {
    expected = Set.copyOf(partitions);
    newest.keySet().retainAll(partitions);
  }

  void heard(TopicPartition partition, long appendedMillis) {
    newest.merge(
        partition,
        new Beat(appendedMillis, System.nanoTime()),
        (before, now) ->
            new Beat(Math.max(before.appendedMillis(), now.appendedMillis()), now.heardNanos()));
  }

  public Map<TopicPartition, Beat> newest() {
    return Map.copyOf(newest);
  }

  public Set<TopicPartition> expected() {
    return expected;
  }

  /**
   * How far behind the fleet the partition is that is furthest behind, milliseconds; empty while a
   * partition had no pulse.
   */
  public OptionalLong lagMillis(long nowMillis) {
    Map<TopicPartition, Beat> beats = newest();
    if (expected.isEmpty() || !beats.keySet().containsAll(expected)) {
      return OptionalLong.empty();
    }
    return beats.values().stream()
        .mapToLong(beat -> Math.max(0, nowMillis - beat.appendedMillis()))
        .max();
  }
}
