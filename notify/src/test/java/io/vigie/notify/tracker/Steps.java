package io.vigie.notify.tracker;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.event.Ticket.Line;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ticket's steps as streams tell them. */
final class Steps {
  static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");

  final TicketId id;
  private final List<Line> lines = new ArrayList<>();
  private TicketState state = TicketState.GATHERING;
  private String owner = "";
  private long n;

  Steps(String id) {
    this.id = TicketId.parse(id);
    lines.add(line("service-unavailable:prod/web", Severity.ERROR, null));
  }

  static Line line(String alert, Severity severity, Instant resolved) {
    return new Line(AlertId.parse(alert), 1, severity, alert + " is down", NINE, resolved);
  }

  Ticket opened() {
    return step(TicketMove.OPENED, "", "");
  }

  Ticket released() {
    state = TicketState.OPEN;
    return step(TicketMove.RELEASED, "", "");
  }

  Ticket sent() {
    state = TicketState.SENT;
    return step(TicketMove.SENT, "", "");
  }

  Ticket joined(String alert) {
    lines.add(line(alert, Severity.WARNING, null));
    return step(TicketMove.JOINED, "", "");
  }

  Ticket worse(int line, Severity severity) {
    lines.set(line, line(lines.get(line).alert().toString(), severity, null));
    return step(TicketMove.CHANGED, "", "");
  }

  Ticket over(int line) {
    Line was = lines.get(line);
    lines.set(line, line(was.alert().toString(), was.severity(), NINE.plusSeconds(300)));
    return step(TicketMove.RESOLVED, "", "");
  }

  Ticket commented(String by, String comment) {
    return step(TicketMove.COMMENTED, by, comment);
  }

  Ticket taken(String by) {
    owner = by;
    state = TicketState.TAKEN;
    return step(TicketMove.TAKEN, by, "");
  }

  Ticket closed(String by, String comment) {
    state = TicketState.CLOSED;
    return step(TicketMove.CLOSED, by, comment);
  }

  Ticket reopened(String by) {
    state = TicketState.OPEN;
    return step(TicketMove.REOPENED, by, "again");
  }

  private Ticket step(TicketMove move, String by, String comment) {
    return new Ticket(
        id,
        ++n,
        state,
        move,
        lines.stream().map(Line::severity).reduce(Severity.INFO, Severity::worse),
        NINE,
        NINE.plusSeconds(n),
        state == TicketState.CLOSED ? NINE.plusSeconds(n) : null,
        null,
        by,
        comment,
        owner,
        lines,
        List.of(),
        "",
        "");
  }

  static ChannelPolicy tracker(String name, String address, Severity least, String... apps) {
    return tracker(name, address, Map.of("queue", "Ops"), least, apps);
  }

  static ChannelPolicy tracker(
      String name, String address, Map<String, String> settings, Severity least, String... apps) {
    return new ChannelPolicy(
        name,
        Channel.TRACKER,
        address,
        true,
        "rt",
        "rt",
        settings,
        "",
        "en",
        List.of(apps),
        least,
        true,
        "root");
  }
}
