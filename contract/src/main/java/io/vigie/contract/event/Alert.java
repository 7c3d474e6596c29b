package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.id.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A transition of an alert (semantics.md §4), with all that is known of it then.
 *
 * @param n change number of the alert, from 1, without gaps
 * @param episode counts up each time it is raised anew; acknowledgements, tickets and deliveries
 *     name it
 * @param occurrence within the episode: raised again within 10 min of resolving
 * @param move what this transition was
 * @param flapping five occurrences in an hour: quiet until steady for 15 min
 * @param heldBy the alert that is the root of this one; null when it stands for itself. It is shown
 *     under its root, and nobody is told
 * @param since event time at which what raised it began, this occurrence
 * @param raised append time at which it was raised, this occurrence
 * @param at append time of this transition
 * @param resolved event time at which it ended; null while open
 * @param reason why it was resolved: {@code cleared}, {@code retired}, {@code acknowledged}, {@code
 *     rule}, of one that people raised {@code withdrawn}, {@code timed out}; empty while open
 * @param production severity is that of production
 * @param apps whose responsibles it concerns; a node's are the one people put it in, then those of
 *     the services it ran
 * @param service it is about; null when about none
 * @param node it is about; null when about none
 * @param silencedBy id of the silence that hits it, or hit it when it ended, or {@code
 *     maintenance:cluster/node}; empty when none does. It is shown, and nobody is told
 * @param acknowledged by whom; null when by nobody
 * @param ticketed people were told of it by a ticket; null when they were not
 * @param facts what decided it, in words of the field: avail, lasted, threshold …
 * @param evidence the records that decided it, newest last
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Alert(
    AlertId alert,
    long n,
    long episode,
    int occurrence,
    AlertState state,
    Severity severity,
    AlertMove move,
    boolean flapping,
    AlertId heldBy,
    Instant since,
    Instant raised,
    Instant at,
    Instant resolved,
    String reason,
    String env,
    boolean production,
    List<String> apps,
    ServiceId service,
    NodeId node,
    String silencedBy,
    Acknowledgement acknowledged,
    Ticketing ticketed,
    Map<String, String> facts,
    List<Evidence> evidence)
    implements Event {
  private static final int MOST_FACTS = 50;

  /**
   * Somebody knows of it.
   *
   * @param at when they said so
   * @param expires when it ends by itself; null for never
   * @param sticky outlives the end of the alert: it is acknowledged when raised again
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Acknowledgement(
      String by, Instant at, String comment, Instant expires, boolean sticky) {
    public Acknowledgement {
      by = Require.text(by);
      Require.present("acknowledged.at", at);
      comment = Require.text(comment, 2_000);
    }
  }

  /**
   * People were told of it by a ticket.
   *
   * @param at when the first of them was
   * @param comment who took it, for a person: the yellow line
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Ticketing(TicketId ticket, Instant at, String comment) {
    public Ticketing {
      Require.present("ticketed.ticket", ticket);
      Require.present("ticketed.at", at);
      comment = Require.text(comment, 2_000);
    }
  }

  /**
   * A record that decided it.
   *
   * @param cause where it stands: {@code topic-partition@offset}
   * @param before the fields that count, as they were
   * @param after the same fields, as this record made them
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Evidence(String cause, Map<String, String> before, Map<String, String> after) {
    public Evidence {
      cause = Require.text(cause, 300);
      before = Require.sorted("evidence.before", before);
      after = Require.sorted("evidence.after", after);
    }
  }

  public Alert {
    Require.present("alert", alert);
    if (n < 1 || episode < 1 || occurrence < 1) {
      throw new IllegalArgumentException(
          "n, episode and occurrence count from 1; got %d, %d, %d"
              .formatted(n, episode, occurrence));
    }
    state = state == null ? AlertState.OPEN : state;
    severity = severity == null ? Severity.INFO : severity;
    move = move == null ? AlertMove.CHANGED : move;
    Require.present("since", since);
    Require.present("raised", raised);
    Require.present("at", at);
    reason = Require.text(reason, 30);
    env = Require.text(env, 64);
    apps = Require.texts("apps", apps);
    silencedBy = Require.text(silencedBy, 530);
    facts = Require.sorted("facts", facts);
    Require.between("facts", 0, MOST_FACTS, facts.size());
    evidence = Require.list(evidence);
  }

  @Override
  public EventType type() {
    return EventType.ALERT;
  }

  @Override
  public String key() {
    return alert.toString();
  }

  @Override
  public String anchor() {
    return alert.anchor();
  }
}
