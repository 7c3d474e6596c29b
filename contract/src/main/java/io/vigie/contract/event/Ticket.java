package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.time.Instant;
import java.util.List;

/**
 * A step of a ticket (semantics.md §5), with all that is known of it then.
 *
 * @param n change number of the ticket, from 1, without gaps
 * @param move what this step was
 * @param severity of its worst alert
 * @param opened append time at which its first alert came in
 * @param at append time of this step
 * @param closed append time; null while it is not
 * @param sent append time at which the first recipient's server had taken it; null before
 * @param by whose step this was; empty when the collector's own
 * @param comment of this step
 * @param owner who has it; empty for nobody
 * @param lines alerts in it, in the order they came
 * @param told those whom it is for, and what became of that
 * @param external id in a tracker; empty for none
 * @param link to it in the tracker; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Ticket(
    TicketId ticket,
    long n,
    TicketState state,
    TicketMove move,
    Severity severity,
    Instant opened,
    Instant at,
    Instant closed,
    Instant sent,
    String by,
    String comment,
    String owner,
    List<Line> lines,
    List<Told> told,
    String external,
    String link)
    implements Event {
  /** Who acknowledges what people were told of; no person has that name. */
  public static final String ROBOT = "vigie";

  /** Alerts one ticket takes; the next one opens another. */
  public static final int MOST_LINES = 500;

  /** People one ticket names; whoever comes after them is told without being on it. */
  public static final int MOST_TOLD = 1_000;

  /**
   * An alert in it.
   *
   * @param summary of it, for a person
   * @param since event time at which what raised it began
   * @param resolved event time at which it ended; null while open
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Line(
      AlertId alert,
      long episode,
      Severity severity,
      String summary,
      Instant since,
      Instant resolved) {
    public Line {
      Require.present("lines.alert", alert);
      severity = severity == null ? Severity.WARNING : severity;
      summary = Require.text(summary);
      Require.present("lines.since", since);
    }
  }

  /**
   * Somebody it is for.
   *
   * @param state null while nothing was tried yet
   * @param detail why not, where it was not taken
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Told(Recipient to, DeliveryState state, String detail) {
    public Told {
      Require.present("told.to", to);
      detail = Require.text(detail);
    }
  }

  public Ticket {
    Require.present("ticket", ticket);
    if (n < 1) {
      throw new IllegalArgumentException("n counts from 1; got " + n);
    }
    state = state == null ? TicketState.OPEN : state;
    move = move == null ? TicketMove.CHANGED : move;
    severity = severity == null ? Severity.WARNING : severity;
    Require.present("opened", opened);
    Require.present("at", at);
    by = Require.text(by);
    comment = Require.text(comment, 2_000);
    owner = Require.text(owner);
    lines = Require.list(lines);
    Require.between("lines", 0, MOST_LINES, lines.size());
    told = Require.list(told);
    Require.between("told", 0, MOST_TOLD, told.size());
    external = Require.text(external);
    link = Require.text(link, 2_000);
  }

  /** The services its alerts are about, each once; of custom ones it cannot be told. */
  public List<String> services() {
    return anchors(AlertScope.SERVICE);
  }

  /** The nodes, likewise. */
  public List<String> nodes() {
    return anchors(AlertScope.NODE);
  }

  private List<String> anchors(AlertScope scope) {
    return lines.stream()
        .map(Line::alert)
        .filter(alert -> alert.kind().scope() == scope)
        .map(AlertId::anchor)
        .distinct()
        .toList();
  }

  /** How many of its alerts are over. */
  public int ended() {
    return (int) lines.stream().filter(line -> line.resolved() != null).count();
  }

  /** Of how many of those whom it is for that became. */
  public int told(DeliveryState state) {
    return (int) told.stream().filter(one -> one.state() == state).count();
  }

  @Override
  public EventType type() {
    return EventType.TICKET;
  }

  @Override
  public String key() {
    return ticket.toString();
  }

  @Override
  public String anchor() {
    return ticket.app();
  }
}
