package io.vigie.api.ticket;

import io.vigie.contract.event.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Alerts of one app that would have been one ticket (semantics.md §5.2). */
record Pile(List<Due> dues) {
  private static final long JOINED_MILLIS = 1_800_000;

  /**
   * @param dues of all apps, the oldest first
   */
  static List<Pile> of(List<Due> dues) {
    List<Pile> all = new ArrayList<>();
    Map<String, Pile> last = new HashMap<>();
    for (Due due : dues) {
      Pile pile = last.get(due.app());
      if (pile == null || !pile.takes(due)) {
        pile = new Pile(new ArrayList<>());
        last.put(due.app(), pile);
        all.add(pile);
      }
      pile.dues.add(due);
    }
    return all;
  }

  private boolean takes(Due due) {
    return due.at() - dues.get(0).at() < JOINED_MILLIS && dues.size() < Ticket.MOST_LINES;
  }

  boolean has(Predicate<Due> what) {
    return dues.stream().anyMatch(what);
  }
}
