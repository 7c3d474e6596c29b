package io.vigie.contract.wire;

/**
 * Place of a record in its node's own order (semantics.md §3).
 *
 * @param epoch grows at each start of the node's spool; seconds since 1970 or more
 * @param seq handed out by the spool under its lock, from 1 in each epoch
 */
public record Order(long epoch, long seq) implements Comparable<Order> {
  public static final Order NONE = new Order(0, 0);

  @Override
  public int compareTo(Order other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(seq, other.seq);
  }

  public boolean after(Order other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return epoch + "." + seq;
  }
}
