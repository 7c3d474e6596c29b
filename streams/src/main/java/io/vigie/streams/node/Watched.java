package io.vigie.streams.node;

import io.vigie.streams.pulse.PulseClock;
import java.time.Instant;

/** A node in the task's memory, with what need not survive the task. */
final class Watched {
  /** Within so many counted pulses two installations speak in turn, or no longer do. */
  private static final long TURN_PULSES = 300;

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

  /** Which installation spoke last, and how often that has changed. */
  String speaker = "";

  private int turns;
  private long turnBeat;

  /** Last sign of life that was published. */
  Instant shownSeen;

  /** An installation speaks, accepted or not. */
  void speaks(String install, PulseClock clock) {
    if (install.isEmpty() || install.equals(speaker)) {
      return;
    }
    if (!speaker.isEmpty()) {
      turns = clock.age(turnBeat) < TURN_PULSES ? turns + 1 : 1;
      turnBeat = clock.count();
    }
    speaker = install;
  }

  /** Two installations speak in turn: once there and back, and not long ago. */
  boolean duplicate(PulseClock clock) {
    return turns >= 2 && clock.age(turnBeat) < TURN_PULSES;
  }

  Watched(Node node, int slots) {
    this.node = node;
    this.slot = Math.floorMod(node.id().toString().hashCode(), slots);
    this.shownSeen = node.lastSeen();
  }
}
