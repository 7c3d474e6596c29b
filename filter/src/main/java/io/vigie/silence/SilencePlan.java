package io.vigie.silence;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Silence;
import io.vigie.filter.FilterParser;
import io.vigie.filter.RowTest;
import io.vigie.silence.Occurrences.Window;
import java.util.List;

/** A silence made ready: when it is in force, and which alerts it hits. Not for several threads. */
public final class SilencePlan {
  private final Silence silence;
  private final RowTest test;
  private final Occurrences occurrences;
  private Window window;

  private SilencePlan(Silence silence, RowTest test, Occurrences occurrences) {
    this.silence = silence;
    this.test = test;
    this.occurrences = occurrences;
    this.window = occurrences.at(silence.begin().toEpochMilli());
  }

  /**
   * @throws io.vigie.filter.QueryException when its filter asks what cannot be asked of an alert
   * @throws IllegalArgumentException when its recurrence cannot be read, or never occurs
   */
  public static SilencePlan of(Silence silence) {
    List<String> q = silence.q().isEmpty() ? List.of() : List.of(silence.q());
    RowTest test = RowTest.of(FilterParser.parse(q), AlertFields.ALL);
    return new SilencePlan(silence, test, Occurrences.of(silence));
  }

  public Silence silence() {
    return silence;
  }

  /**
   * @param millis since 1970
   */
  public boolean inForce(long millis) {
    return window(millis).inForce();
  }

  /**
   * When it begins or ends next, milliseconds since 1970; {@link Long#MAX_VALUE} for never.
   *
   * @param millis since 1970
   */
  public long changesAfter(long millis) {
    return window(millis).to();
  }

  private Window window(long millis) {
    if (!window.covers(millis)) {
      window = occurrences.at(millis);
    }
    return window;
  }

  /** Whether the alert is one it is about, whenever that may be. */
  public boolean hits(Alert alert) {
    boolean theirs =
        silence.apps().isEmpty()
            || !AlertFields.owners(alert).isEmpty()
                && silence.apps().containsAll(AlertFields.owners(alert));
    return theirs && test.holds(AlertFields.of(alert), 0);
  }
}
