package io.vigie.api.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vigie.api.action.ActionRow;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import java.time.Instant;
import java.util.Map;

/**
 * Rows of actions as records change them. Of the newest ones it knows what was said before; of
 * others the tables are asked when somebody acknowledges them. One thread.
 */
final class LiveActions {
  private static final int MOST = 20_000;

  private final Cache<String, Known> actions = Caffeine.newBuilder().maximumSize(MOST).build();

  /**
   * An action as it is known.
   *
   * @param row its number is that of its newest record, plus what people said of it
   * @param said the share of the latter
   */
  record Known(ActionRow row, long said) {
    static final Known NOTHING = new Known(null, 0);

    private ActionRow after(long offset) {
      return row.at(offset + said);
    }
  }

  /** Whether the tables must be asked what it is. */
  boolean isUnknown(String action) {
    return actions.getIfPresent(action) == null;
  }

  ActionRow begins(ActionBegin e, long offset, String app) {
    Known known = known(e.id());
    // the end may have been read first: what it said stays
    return keep(
        known.row() == null ? ActionRow.of(e, offset, app) : known.after(offset), known.said());
  }

  ActionRow ends(ActionEnd e, long offset, String app) {
    Known known = known(e.id());
    ActionRow row = ActionRow.of(e, offset + known.said(), app);
    if (known.row() != null) {
      ActionRow before = known.row();
      row = row.known(row.n(), before.acknowledged(), before.acknowledgedAt(), before.comment());
    }
    return keep(row, known.said());
  }

  /**
   * Null: of an action that began before this process looked, the end is the next that is shown.
   */
  ActionRow goesOn(String action, long offset) {
    Known known = known(action);
    return known.row() == null ? null : keep(known.after(offset), known.said());
  }

  /**
   * As the tables tell it: what a node says changes only what nobody knew, and what failed there.
   *
   * @param at when it was said
   * @param held what the tables know of actions that are not known here
   * @return null when nothing is known of it, or it failed elsewhere
   */
  ActionRow acknowledged(ActionAcknowledge act, Instant at, long offset, Map<String, Known> held) {
    Known known = actions.getIfPresent(act.action());
    known = known == null ? held.getOrDefault(act.action(), Known.NOTHING) : known;
    ActionRow row = known.row();
    if (row == null) {
      return null;
    }
    if (act.node() == null) {
      long said = Math.max(known.said(), offset + 1);
      // the tables may know already what was said after this
      boolean counts = offset + 1 >= known.said();
      return keep(counts ? with(act, row, row.n() - known.said() + said, at) : row, said);
    }
    if (!row.node().equals(act.node().node())) {
      return null;
    }
    String by = row.acknowledged();
    boolean counts = act.withdrawn() ? by.endsWith('@' + row.node()) : by.isEmpty();
    long number = Math.max(row.n(), offset + known.said());
    return keep(counts ? with(act, row, number, at) : row.at(number), known.said());
  }

  private static ActionRow with(ActionAcknowledge act, ActionRow row, long number, Instant at) {
    return act.withdrawn()
        ? row.known(number, "", null, "")
        : row.known(number, act.by(), at, act.comment());
  }

  private Known known(String action) {
    Known known = actions.getIfPresent(action);
    return known == null ? Known.NOTHING : known;
  }

  private ActionRow keep(ActionRow row, long said) {
    actions.put(row.id(), new Known(row, said));
    return row;
  }
}
