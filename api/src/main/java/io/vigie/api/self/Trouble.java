package io.vigie.api.self;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.id.AlertId;
import java.util.List;

/**
 * Something that only the collector can see is wrong.
 *
 * @param env of what it is about; empty for none
 * @param apps whose responsibles it concerns
 */
record Trouble(AlertId alert, String summary, String env, List<String> apps) {
  /** Anchor of what is wrong with the collector itself. */
  private static final String COLLECTOR = "collector";

  static Trouble ofCollector(AlertKind kind, String detail, String summary) {
    return new Trouble(AlertId.of(kind, COLLECTOR, detail), summary, "", List.of());
  }

  CustomAlert told() {
    return new CustomAlert(alert, null, null, null, summary, null, env, apps, Watchman.NAME, false);
  }

  static CustomAlert over(AlertId alert) {
    return new CustomAlert(alert, null, null, null, "", null, "", List.of(), Watchman.NAME, true);
  }
}
