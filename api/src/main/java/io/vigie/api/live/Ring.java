package io.vigie.api.live;

import io.vigie.api.list.Position;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * The last changes, in the order they were read, numbered. Listeners hold no queue of their own:
 * each remembers the number of the next one it wants, and one that waits too long finds it gone.
 */
final class Ring {
  private final int mostEvents;
  private final long mostBytes;
  private final LiveEvent[] events;
  private final Map<Long, String> ids = new HashMap<>();
  private final ArrayDeque<Long> idOrder = new ArrayDeque<>();
  private final Map<TopicPartition, Long> floors = new HashMap<>();
  private String headId = "";
  private long first;
  private long next;
  private long bytes;

  Ring(int mostEvents, long mostBytes) {
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
    this.events = new LiveEvent[mostEvents];
  }

  /**
   * Begins anew; whoever listens has missed something.
   *
   * @param from of each partition the first offset that will be here; 0 where its log begins
   */
  synchronized void begin(Map<TopicPartition, Long> from) {
    while (first < next) {
      drop();
    }
    // the number in between is one that nobody can ask for in vain
    next++;
    first = next;
    floors.clear();
    floors.putAll(from);
    headId = "";
  }

  /**
   * @param positions of each partition the first offset not yet read, once these were
   */
  synchronized void append(List<LiveEvent> read, Map<TopicPartition, Long> positions) {
    headId = new Position(positions).toString();
    for (LiveEvent event : read) {
      if (next - first == mostEvents) {
        drop();
      }
      events[place(next)] = event;
      bytes += event.bytes();
      next++;
    }
    if (!read.isEmpty()) {
      ids.put(next - 1, headId);
      idOrder.addLast(next - 1);
    }
    while (bytes > mostBytes && first < next) {
      drop();
    }
  }

  private void drop() {
    LiveEvent oldest = events[place(first)];
    events[place(first)] = null;
    bytes -= oldest.bytes();
    floors.merge(oldest.partition(), oldest.offset() + 1, Math::max);
    first++;
    while (!idOrder.isEmpty() && idOrder.getFirst() < first) {
      ids.remove(idOrder.removeFirst());
    }
  }

  /** Number of the first event to look at from there; empty when some are gone already. */
  synchronized OptionalLong join(Position from) {
    boolean all =
        floors.entrySet().stream()
            .allMatch(floor -> from.next().getOrDefault(floor.getKey(), 0L) >= floor.getValue());
    return all && !floors.isEmpty() ? OptionalLong.of(first) : OptionalLong.empty();
  }

  /** Number of the event that comes next. */
  synchronized long head() {
    return next;
  }

  /** What a listener at a number finds there. */
  sealed interface Found {
    /**
     * @param id position after it, with the last event of what was read at once; else null
     */
    record Next(LiveEvent event, String id) implements Found {}

    /**
     * Nothing yet.
     *
     * @param id position up to here; empty when nothing was read yet
     */
    record End(String id) implements Found {}

    /** It was here and is gone. */
    record Gone() implements Found {}
  }

  synchronized Found at(long number) {
    if (number < first) {
      return new Found.Gone();
    }
    return number >= next
        ? new Found.End(headId)
        : new Found.Next(events[place(number)], ids.get(number));
  }

  private int place(long number) {
    return (int) (number % mostEvents);
  }
}
