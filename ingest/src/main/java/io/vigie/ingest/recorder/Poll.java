package io.vigie.ingest.recorder;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought.
 *
 * @param moves for each partition that moved: from where to where; a move may bring no item, for
 *     transaction markers are positions too
 */
record Poll(List<Item> items, Map<TopicPartition, Move> moves) {
  /**
   * @param from first offset not yet recorded
   * @param to first offset this poll did not read
   */
  record Move(long from, long to) {}

  boolean isEmpty() {
    return moves.isEmpty();
  }

  /**
   * In one order for all recorders, so that two of them wait for each other and never in a ring.
   */
  TreeMap<TopicPartition, Move> sortedMoves() {
    TreeMap<TopicPartition, Move> sorted = new TreeMap<>(Positions.ORDER);
    sorted.putAll(moves);
    return sorted;
  }

  Poll without(Set<TopicPartition> partitions) {
    TreeMap<TopicPartition, Move> rest = sortedMoves();
    rest.keySet().removeAll(partitions);
    return new Poll(
        items.stream().filter(item -> !partitions.contains(item.partition())).toList(), rest);
  }

  /** The same poll with some of its items refused. */
  Poll withRefused(Collection<Item.Refused> refused) {
    Map<Object, Item.Refused> byRecord = new java.util.IdentityHashMap<>();
    refused.forEach(item -> byRecord.put(item.record(), item));
    List<Item> marked =
        items.stream()
            .map(item -> byRecord.containsKey(item.record()) ? byRecord.get(item.record()) : item)
            .toList();
    return new Poll(marked, moves);
  }
}
