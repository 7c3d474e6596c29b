package io.vigie.api.ticket;

import io.vigie.api.alert.AlertTable;
import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sort;
import io.vigie.contract.ticket.TicketState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tickets: the open ones worst first, then those that are closed; of equals the newest first. */
public final class TicketTable {
  private static final List<String> STATES =
      Arrays.stream(TicketState.values()).map(TicketState::wire).toList();

  public static final RowTable<TicketRow> TABLE =
      new RowTable<>(
          "tickets",
          "ticket t",
          List.of(),
          TicketRow.COLUMNS,
          "t.id",
          new Fields(fields()),
          List.of(new Sort.Key("t.badness", true, false), new Sort.Key("t.opened", true, false)),
          List.of(new Sort.Key("t.opened", false, false)),
          sight -> sight.tickets("t"),
          TicketRow::read);

  private TicketTable() {}

  private static List<Field> fields() {
    return List.of(
        Field.text("id", "t.id"),
        Field.text("app", "t.app"),
        Field.number("number", "t.number").unsorted(),
        // badness is made of state and severity: said so, its index answers
        Field.word("state", "t.state", STATES).implying(badness()).unsorted(),
        Field.word("severity", AlertTable.severity("t.severity"), AlertTable.SEVERITIES)
            .orderedBy("t.severity"),
        Field.names("services", "t.services"),
        Field.names("nodes", "t.nodes"),
        Field.number("alerts", "t.alerts"),
        Field.number("ended", "t.ended").unsorted(),
        Field.number("told", "t.told").unsorted(),
        Field.number("accepted", "t.accepted").unsorted(),
        Field.number("refused", "t.refused").unsorted(),
        Field.number("failed", "t.failed").unsorted(),
        Field.moment("opened", "t.opened"),
        Field.moment("sent", "t.sent").orAbsent().unsorted(),
        Field.moment("at", "t.at").unsorted(),
        Field.moment("closed", "t.closed").orAbsent().unsorted(),
        Field.text("owner", "t.owner"),
        Field.text("external", "t.external").unsorted(),
        Field.text("link", "t.link").unsorted());
  }

  private static Map<String, String> badness() {
    String closed = TicketState.CLOSED.wire();
    Map<String, String> implied = new HashMap<>();
    STATES.forEach(state -> implied.put(state, "t.badness>0"));
    implied.put(closed, "t.badness=0");
    implied.put(Field.ANY_BUT + closed, "t.badness>0");
    return implied;
  }
}
