package io.vigie.streams.alert;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import java.util.EnumMap;
import java.util.Map;

/** The rules as they hold: the defaults, and what people say instead. */
public final class Rules {
  private final Map<AlertKind, Rule> said = new EnumMap<>(AlertKind.class);

  public Rule of(AlertKind kind) {
    Rule rule = said.get(kind);
    return rule == null ? kind.rule() : rule;
  }

  /**
   * @param rule null for the default
   */
  void take(AlertKind kind, Rule rule) {
    if (rule == null) {
      said.remove(kind);
    } else {
      said.put(kind, rule);
    }
  }
}
