package io.vigie.streams.ticket;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An alert in a ticket, and who took the word of it. */
final class Entry {
  /** Named in the note at most; each one more renews it. */
  private static final int MOST_TAKERS = 10;

  Ticket.Line line;

  /** Id of what people were told of it; empty before. */
  String notification = "";

  /** Number of the first step of the ticket that has it. */
  long step = 1;

  final List<String> takers = new ArrayList<>();

  Entry(Ticket.Line line) {
    this.line = line;
  }

  static Entry of(Alert alert) {
    return new Entry(
        new Ticket.Line(
            alert.alert(), alert.episode(), alert.severity(), words(alert), alert.since(), null));
  }

  private static String words(Alert alert) {
    StringBuilder words =
        new StringBuilder(alert.alert().word()).append(' ').append(alert.alert().anchor());
    if (!alert.alert().detail().isEmpty()) {
      words.append(' ').append(alert.alert().detail());
    }
    for (Map.Entry<String, String> fact : alert.facts().entrySet()) {
      words.append(", ").append(fact.getKey()).append(' ').append(fact.getValue());
    }
    return words.toString();
  }

  boolean is(Case held) {
    return line.alert().equals(held.id) && line.episode() == held.alert.episode();
  }

  boolean resolved() {
    return line.resolved() != null;
  }

  void resolved(Instant at) {
    line = changed(line.severity(), at);
  }

  /**
   * @return whether that is news
   */
  boolean worse(Severity severity) {
    boolean worse = severity.compareTo(line.severity()) > 0;
    if (worse) {
      line = changed(severity, line.resolved());
    }
    return worse;
  }

  private Ticket.Line changed(Severity severity, Instant resolved) {
    return new Ticket.Line(
        line.alert(), line.episode(), severity, line.summary(), line.since(), resolved);
  }

  /**
   * Somebody took the word of it.
   *
   * @return whether the note shall name them
   */
  boolean takenBy(String address) {
    return takers.size() < MOST_TAKERS && !takers.contains(address) && takers.add(address);
  }

  /** Characters it takes in a record. */
  int size() {
    return line.alert().toString().length() + line.summary().length();
  }
}
