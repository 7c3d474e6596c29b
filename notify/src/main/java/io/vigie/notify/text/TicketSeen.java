package io.vigie.notify.text;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.ticket.TicketState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * As much of a step of a ticket as it takes to say what is new in the next.
 *
 * @param lines its alerts, by id and episode
 */
public record TicketSeen(Instant opened, long n, TicketState state, Map<String, Line> lines) {
  record Line(Severity severity, Instant resolved) {}

  public static TicketSeen of(Ticket step) {
    Map<String, Line> lines = new HashMap<>();
    step.lines().forEach(line -> lines.put(key(line), new Line(line.severity(), line.resolved())));
    return new TicketSeen(step.opened(), step.n(), step.state(), lines);
  }

  /** Whether that is a later step of the same ticket; what streams forgot they count anew. */
  public boolean isBefore(Ticket step) {
    return opened.equals(step.opened()) && n < step.n();
  }

  /** Whether it is of another ticket of that name. */
  public boolean isOfAnother(Ticket step) {
    return !opened.equals(step.opened());
  }

  /** Null when it was not in it. */
  Line line(Ticket.Line line) {
    return lines.get(key(line));
  }

  private static String key(Ticket.Line line) {
    return line.alert() + "\n" + line.episode();
  }
}
