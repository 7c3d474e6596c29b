package io.vigie.streams.flow;

import io.vigie.contract.topic.Partition;

/**
 * A record on its way out, encoded, with what decides its partition.
 *
 * @param anchor of the event; null for a pulse, which stays in its own partition
 * @param carriedIn partition of a pulse; unused with an anchor
 */
public record Outbound(String key, byte[] bytes, String anchor, int carriedIn) {
  public static Outbound anchored(String key, String anchor, byte[] bytes) {
    return new Outbound(key, bytes, anchor, -1);
  }

  static Outbound carried(String key, int partition, byte[] bytes) {
    return new Outbound(key, bytes, null, partition);
  }

  /** The same, for the task that another anchor lies in. */
  Outbound to(String other) {
    return new Outbound(key, bytes, other, -1);
  }

  int partition(int partitions) {
    return anchor == null ? carriedIn : Partition.of(anchor, partitions);
  }
}
