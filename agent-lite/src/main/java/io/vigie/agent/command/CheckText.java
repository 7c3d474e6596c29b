package io.vigie.agent.command;

import io.vigie.contract.event.CheckValues.Value;
import java.util.List;

/** What was measured, for a person. */
public final class CheckText {
  private CheckText() {}

  public static List<String> of(List<Value> values) {
    Table table = new Table();
    for (Value value : values) {
      table.row(value.kind(), value.instance(), value.value().toPlainString(), value.unit());
    }
    return table.lines("", false);
  }
}
