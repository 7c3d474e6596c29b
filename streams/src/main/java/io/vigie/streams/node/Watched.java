package io.vigie.streams.node;

import java.time.Instant;

/** A node in the task's memory, with what need not survive the task. */
final class Watched {
  final Skew skew = new Skew();

  /** Its place in the minute for touches, so that a fleet's do not come at once. */
  final int slot;

  Node node;

  /** Pulse count at its last sign of life. */
  long beat;

  /** Append time of the record that was last stored. */
  long storedMillis;

  /** Clock error that the service stage was last told. */
  long toldSkewMillis;

  /** Last sign of life that was published. */
  Instant shownSeen;

  Watched(Node node, int slots) {
    this.node = node;
    this.slot = Math.floorMod(node.id().toString().hashCode(), slots);
    this.shownSeen = node.lastSeen();
  }
}
