package io.vigie.api.feed;

import io.vigie.api.ticket.TicketRow;
import io.vigie.contract.ticket.TicketState;
import java.util.LinkedHashMap;
import java.util.Map;

/** That a ticket was opened is one entry, that it was closed another. */
final class TicketEntries {
  private TicketEntries() {}

  static Feed.Entry of(TicketRow row, Tongue tongue) {
    boolean closed = row.state() == TicketState.CLOSED && row.closed() != null;
    Map<String, String> in = Map.of("ticket", row.id());
    return new Feed.Entry(
        "urn:vigie:ticket:"
            + Tongue.encoded(row.id())
            + (closed ? ":closed:" + row.closed().toEpochMilli() : ":open"),
        tongue.title(
            tongue.words().say(closed ? "tag.closed" : "severity." + row.severity().wire()),
            tongue.words().count("ticket", row.alerts(), in)),
        tongue.page("tickets/" + Tongue.encoded(row.id())),
        closed ? row.closed() : row.opened(),
        row.at(),
        row.severity().wire(),
        tongue.html("", rows(row, tongue)));
  }

  private static Map<String, String> rows(TicketRow row, Tongue tongue) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(say(tongue, "severity"), tongue.words().say("severity." + row.severity().wire()));
    rows.put(say(tongue, "state"), tongue.words().say("ticket." + row.state().wire()));
    rows.put(say(tongue, "opened"), tongue.times().moment(row.opened()));
    if (row.closed() != null) {
      rows.put(say(tongue, "closed"), tongue.times().moment(row.closed()));
    }
    rows.put(say(tongue, "apps"), row.app());
    rows.put(say(tongue, "service"), String.join(", ", row.services()));
    rows.put(say(tongue, "node"), String.join(", ", row.nodes()));
    rows.put(say(tongue, "owner"), row.owner());
    rows.put(say(tongue, "external"), row.external());
    return rows;
  }

  private static String say(Tongue tongue, String name) {
    return tongue.words().say("row." + name);
  }
}
