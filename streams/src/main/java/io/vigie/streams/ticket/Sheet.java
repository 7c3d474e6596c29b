package io.vigie.streams.ticket;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.event.Ticket.Told;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.ticket.TicketState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A ticket in the task's memory: as it was published last, and what has changed since. */
final class Sheet {
  /** Alerts of its app join it for so long. */
  private static final long JOINED_MILLIS = 1_800_000;

  /** Of its lines, and of those it is for: what may take three bytes each must fit in a record. */
  private static final int MOST_CHARACTERS = 150_000;

  private static final int MOST_TOLD_CHARACTERS = 100_000;

  /** Of what happened in one step, the first of these is said. */
  private static final List<TicketMove> TELLING =
      List.of(
          TicketMove.TAKEN,
          TicketMove.ASSIGNED,
          TicketMove.COMMENTED,
          TicketMove.CLOSED,
          TicketMove.REOPENED,
          TicketMove.SENT,
          TicketMove.OPENED,
          TicketMove.RELEASED,
          TicketMove.JOINED,
          TicketMove.RESOLVED,
          TicketMove.DELIVERED,
          TicketMove.CHANGED);

  final TicketId id;
  final Instant opened;
  final List<Entry> entries = new ArrayList<>();
  final Map<String, Told> told = new TreeMap<>();
  TicketState state = TicketState.GATHERING;
  long n;
  Instant sent;
  Instant closed;
  String owner = "";
  String external = "";
  String link = "";

  /** Id of the last act of a person: the same act again does nothing. */
  String lastAct = "";

  /** What the next step says; null while nothing happened. */
  private TicketMove move;

  private String by = "";
  private String comment = "";

  /** A line of it ended since it was last asked whether all have. */
  boolean ended;

  /** Somebody may be told of a line of it. */
  boolean look;

  private int characters;
  private int toldCharacters;

  Sheet(TicketId id, Instant opened) {
    this.id = id;
    this.opened = opened;
  }

  void add(Entry entry) {
    entries.add(entry);
    characters += entry.size();
    look = true;
  }

  /** Null when that alert is not in it, or of another episode. */
  Entry entry(Case held) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).is(held)) {
        return entries.get(i);
      }
    }
    return null;
  }

  boolean open() {
    return state != TicketState.CLOSED;
  }

  boolean takes(long now) {
    return open()
        && now - opened.toEpochMilli() < JOINED_MILLIS
        && entries.size() < Ticket.MOST_LINES
        && characters < MOST_CHARACTERS;
  }

  boolean allEnded() {
    return entries.stream().allMatch(Entry::resolved);
  }

  /** It is for them; whoever has no room on it any more is told all the same. */
  void tell(List<Recipient> to) {
    for (Recipient recipient : to) {
      if (!told.containsKey(recipient.person()) && toldCharacters < MOST_TOLD_CHARACTERS) {
        tell(new Told(recipient, null, ""));
        moved(TicketMove.CHANGED);
      }
    }
  }

  /** What became of that. */
  void tell(Told now) {
    Told last = told.put(now.to().person(), now);
    toldCharacters += size(now) - (last == null ? 0 : size(last));
  }

  private static int size(Told told) {
    Recipient to = told.to();
    return 2 * to.person().length()
        + to.mail().length()
        + to.why().length()
        + told.detail().length();
  }

  void moved(TicketMove next) {
    if (move == null || TELLING.indexOf(next) < TELLING.indexOf(move)) {
      move = next;
    }
  }

  void moved(TicketMove next, String who, String words) {
    moved(next);
    by = who;
    comment = words;
  }

  void close(Instant at) {
    state = TicketState.CLOSED;
    closed = at;
  }

  boolean changed() {
    return move != null;
  }

  /** The next step of it; nothing has changed since. */
  Ticket step(Instant at) {
    Ticket step =
        new Ticket(
            id,
            ++n,
            state,
            move,
            severity(),
            opened,
            at,
            closed,
            sent,
            by,
            comment,
            owner,
            entries.stream().map(entry -> entry.line).toList(),
            List.copyOf(told.values()),
            external,
            link);
    move = null;
    by = "";
    comment = "";
    return step;
  }

  private Severity severity() {
    return entries.stream()
        .map(entry -> entry.line.severity())
        .reduce(Severity.INFO, Severity::worse);
  }
}
