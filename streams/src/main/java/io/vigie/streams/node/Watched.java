package io.vigie.streams.node;

import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.pulse.PulseClock;
import java.time.Instant;

/** A node in the task's memory, with what is not told of it. */
final class Watched {
  /** Within so many counted pulses two installations speak in turn, or no longer do. */
  private static final long TURN_PULSES = 300;

  /** Its place in the minute for touches, so that a fleet's do not come at once. */
  final int slot;

  Skew skew = new Skew();

  Node node;

  /** Pulse count at its last sign of life. */
  long beat;

  /** Clock error that the service stage was last told. */
  long toldSkewMillis;

  /** Which installation spoke last, and how often that has changed. */
  private String speaker = "";

  private int turns;
  private long turnBeat;

  /** Last sign of life that was published. */
  Instant shownSeen;

  Watched(Node node) {
    this.node = node;
    this.slot = Math.floorMod(node.id().toString().hashCode(), WatchNodes.TOUCH_EVERY);
    this.shownSeen = node.lastSeen();
    this.toldSkewMillis = Admitted.notable(node.skewMillis());
  }

  /**
   * An installation speaks, accepted or not.
   *
   * @return whether another one spoke before
   */
  boolean speaks(String install, PulseClock clock) {
    if (install.isEmpty() || install.equals(speaker)) {
      return false;
    }
    if (!speaker.isEmpty()) {
      turns = clock.age(turnBeat) < TURN_PULSES ? turns + 1 : 1;
      turnBeat = clock.count();
    }
    speaker = install;
    return true;
  }

  /** Two installations speak in turn: once there and back, and not long ago. */
  boolean duplicate(PulseClock clock) {
    return turns >= 2 && clock.age(turnBeat) < TURN_PULSES;
  }

  /** Whether they do so no longer, since a moment ago. */
  boolean endsTurns(PulseClock clock) {
    boolean over = turns > 0 && clock.age(turnBeat) >= TURN_PULSES;
    turns = over ? 0 : turns;
    return over;
  }

  /** What must survive the task: counts of pulses begin anew with the next. */
  void write(BinaryWriter out) {
    out.number(toldSkewMillis).text(speaker).number(turns);
    skew.write(out);
  }

  void read(BinaryReader in) {
    toldSkewMillis = in.number();
    speaker = in.text();
    turns = in.count();
    skew = Skew.read(in);
  }
}
