package io.vigie.api.check;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.Beside;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sort;
import io.vigie.contract.check.CheckState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What nodes measured last: what is out of bounds first. What can be sorted by has an index. */
public final class CheckTable {
  private static final Beside NODE =
      new Beside("d", "LEFT JOIN node d ON d.id=CONCAT(c.cluster,'/',c.node)");

  public static final RowTable<CheckRow> TABLE =
      new RowTable<>(
          "checks",
          "check_value c",
          List.of(NODE),
          CheckRow.COLUMNS,
          "c.id",
          new Fields(
              List.of(
                  Field.text("id", "c.id").unsorted(),
                  Field.text("cluster", "c.cluster").unsorted(),
                  Field.text("node", "c.node"),
                  Field.text("kind", "c.kind").unsorted(),
                  Field.text("instance", "c.instance").unsorted(),
                  Field.text("service", "c.service").unsorted(),
                  // a cursor holds whole numbers
                  Field.number("value", "c.value").orderedBy("c.thousandths"),
                  Field.text("unit", "c.unit").unsorted(),
                  Field.number("low", "c.low").orAbsent().unsorted(),
                  Field.number("high", "c.high").orAbsent().unsorted(),
                  Field.text("threshold", "c.threshold").unsorted(),
                  state(),
                  Field.moment("read", "c.read_at"),
                  Field.text("env", "d.env").orAbsent().unsorted(),
                  Field.text("site", "d.site").orAbsent().unsorted())),
          List.of(new Sort.Key("c.badness", true, false)),
          List.of(),
          sight -> sight.checks("c"),
          CheckRow::read);

  private CheckTable() {}

  // column badness is made of the state: said too, its index answers
  private static Field state() {
    List<String> words = Arrays.stream(CheckState.values()).map(CheckState::wire).toList();
    return Field.word("state", "c.state", words)
        .implying(Map.of("ok", "c.badness=0", "low", "c.badness=1", "high", "c.badness=1"))
        .unsorted();
  }
}
