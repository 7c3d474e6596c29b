package io.vigie.ingest.recorder;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions this recorder records, which it leaves to another one, which have stopped.
 *
 * <p>A partition left to another is watched: as long as its position moves, or nothing is left to
 * record, the other one is at work. Positions that stand still before unrecorded records for {@link
 * #PATIENCE_MILLIS} mean that it is gone.
 */
final class Assignment {
  static final long PATIENCE_MILLIS = 5_000;

  private final Map<TopicPartition, Long> active = new HashMap<>();
  private final Map<TopicPartition, Standby> standby = new HashMap<>();
  private final Map<TopicPartition, Stopped> stopped = new HashMap<>();

  /**
   * @param next the position as last seen; -1 before the first look
   * @param moved when it was last seen to move, {@link System#nanoTime()} in milliseconds
   */
  private record Standby(long next, long moved) {}

  private record Stopped(long next, String why) {}

  /**
   * @param positions first offsets not yet recorded
   */
  Assignment(Map<TopicPartition, Long> positions) {
    active.putAll(positions);
  }

  /** Position up to which each active partition is recorded. */
  Map<TopicPartition, Long> active() {
    return active;
  }

  int standbyCount() {
    return standby.size();
  }

  int stoppedCount() {
    return stopped.size();
  }

  /** Why partitions have stopped, one line each. */
  Collection<String> complaints() {
    return stopped.values().stream().map(Stopped::why).sorted().toList();
  }

  boolean needsLook() {
    return !standby.isEmpty() || !stopped.isEmpty();
  }

  void recorded(Map<TopicPartition, Poll.Move> moves) {
    moves.forEach((partition, move) -> active.replace(partition, move.to()));
  }

  void letGo(Set<TopicPartition> partitions, long now) {
    // by chance, so that two recorders that lost to each other do not meet again
    long patience = ThreadLocalRandom.current().nextLong(2_000);
    for (TopicPartition partition : partitions) {
      active.remove(partition);
      standby.put(partition, new Standby(-1, now + patience));
    }
  }

  void stop(TopicPartition partition, String why) {
    Long next = active.remove(partition);
    if (next != null) {
      stopped.put(partition, new Stopped(next, why));
    }
  }

  /**
   * Notes where positions stand now.
   *
   * @return partitions whose position has stood still for too long: to be taken over if records
   *     wait
   */
  Set<TopicPartition> look(Map<TopicPartition, Long> positions, long now) {
    Set<TopicPartition> still = new HashSet<>();
    standby.replaceAll(
        (partition, seen) -> {
          long next = positions.get(partition);
          if (next != seen.next()) {
            return new Standby(next, Math.max(now, seen.moved()));
          }
          if (now - seen.moved() >= PATIENCE_MILLIS) {
            still.add(partition);
          }
          return seen;
        });
    return still;
  }

  /** Stopped partitions whose position a person has moved. */
  Set<TopicPartition> mended(Map<TopicPartition, Long> positions) {
    Set<TopicPartition> mended = new HashSet<>();
    stopped.forEach(
        (partition, stop) -> {
          if (positions.get(partition) != stop.next()) {
            mended.add(partition);
          }
        });
    return mended;
  }

  void take(Set<TopicPartition> partitions, Map<TopicPartition, Long> positions) {
    for (TopicPartition partition : partitions) {
      standby.remove(partition);
      stopped.remove(partition);
      active.put(partition, positions.get(partition));
    }
  }
}
