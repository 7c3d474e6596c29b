package io.vigie.streams.replay;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.id.AlertId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert from its raising to its end.
 *
 * @param turns its severities, the first of them at the raising; append time
 * @param resolved append time at which it ended; null while open
 * @param heldBy root of it when it was raised; null for none
 * @param silencedBy what hit it when it was raised; empty for nothing
 */
public record Raising(
    AlertId alert, List<Turn> turns, Instant resolved, AlertId heldBy, String silencedBy) {
  public Raising {
    turns = List.copyOf(turns);
  }

  /** From then on it was this severe. */
  public record Turn(Instant at, Severity severity) {}

  public Instant raised() {
    return turns.get(0).at();
  }

  public Severity severity() {
    return turns.get(0).severity();
  }

  /** The worst it became. */
  public Severity worst() {
    return turns.stream().map(Turn::severity).reduce(Severity::worse).orElseThrow();
  }

  boolean overlaps(Raising other) {
    return before(raised(), other.resolved) && before(other.raised(), resolved);
  }

  private static boolean before(Instant moment, Instant end) {
    return end == null || !moment.isAfter(end);
  }

  Raising turned(Turn turn) {
    List<Turn> more = new ArrayList<>(turns);
    more.add(turn);
    return new Raising(alert, more, resolved, heldBy, silencedBy);
  }

  Raising ended(Instant at) {
    return new Raising(alert, turns, at, heldBy, silencedBy);
  }
}
