package io.vigie.streams.replay;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.event.Alert;
import io.vigie.contract.id.AlertId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Transitions of alerts, folded: each alert from its raising to its end. */
public final class Raisings {
  private final long fromMillis;
  private final Map<AlertId, Raising> open = new HashMap<>();
  private final List<Raising> ended = new ArrayList<>();

  /**
   * @param fromMillis what ended before, append time, is let go
   */
  public Raisings(long fromMillis) {
    this.fromMillis = fromMillis;
  }

  /** One that was raised before the first transition heard of it is not known, and left out. */
  public void hear(Alert alert) {
    Raising held = open.get(alert.alert());
    if (alert.state() == AlertState.RESOLVED) {
      if (alert.move() == AlertMove.RESOLVED && open.remove(alert.alert()) != null) {
        end(held.ended(alert.at()));
      }
    } else if (alert.move() == AlertMove.RAISED || alert.move() == AlertMove.FLAPPING) {
      Raising.Turn turn = new Raising.Turn(alert.at(), alert.severity());
      open.put(
          alert.alert(),
          new Raising(alert.alert(), List.of(turn), null, alert.heldBy(), alert.silencedBy()));
    } else if (held != null && alert.severity() != last(held).severity()) {
      open.put(alert.alert(), held.turned(new Raising.Turn(alert.at(), alert.severity())));
    }
  }

  private static Raising.Turn last(Raising held) {
    return held.turns().get(held.turns().size() - 1);
  }

  private void end(Raising raising) {
    if (raising.resolved().toEpochMilli() >= fromMillis) {
      ended.add(raising);
    }
  }

  /** All that were open at that time or later, by when they were raised. */
  public List<Raising> all() {
    List<Raising> all = new ArrayList<>(ended);
    all.addAll(open.values());
    all.sort(Comparator.comparing(Raising::raised).thenComparing(Raising::alert));
    return all;
  }
}
