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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A ticket in the task's memory: as it was published last, and what has changed since. */
final class Sheet {
  /** Alerts of its app join it for so long. */
  private static final long JOINED_MILLIS = 1_800_000;

  /** Of its lines, and of those it is for: what may take three bytes each must fit in a record. */
  private static final int MOST_CHARACTERS = 150_000;

  private static final int MOST_TOLD_CHARACTERS = 100_000;

  private static final int MOST_TAKERS_CHARACTERS = 20_000;

  final TicketId id;
  final Instant opened;
  final List<Entry> entries = new ArrayList<>();

  /** By {@link Recipient#key()}. */
  final Map<String, Told> told = new TreeMap<>();

  /** Who took the word of any of its lines. */
  final Set<String> takers = new LinkedHashSet<>();

  TicketState state = TicketState.GATHERING;
  long n;
  Instant sent;
  Instant closed;
  String owner = "";
  String external = "";
  String link = "";

  /** Id of the last act of a person: the same act again does nothing. */
  String lastAct = "";

  /** What the next step says. */
  final Pending next = new Pending();

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
    entry.step = n + 1;
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
      if (!told.containsKey(recipient.key()) && hasRoom()) {
        tell(new Told(recipient, null, ""));
        next.moved(TicketMove.CHANGED);
      }
    }
  }

  private boolean hasRoom() {
    return told.size() < Ticket.MOST_TOLD && toldCharacters < MOST_TOLD_CHARACTERS;
  }

  /** Whether a note may name them: some hundreds have room on a ticket. */
  boolean names(String taker) {
    return takers.contains(taker)
        || takers.stream().mapToInt(String::length).sum() < MOST_TAKERS_CHARACTERS
            && takers.add(taker);
  }

  /** What became of that. */
  void tell(Told now) {
    Told last = told.put(now.to().key(), now);
    toldCharacters += size(now) - (last == null ? 0 : size(last));
  }

  private static int size(Told told) {
    Recipient to = told.to();
    return 2 * to.person().length()
        + to.mail().length()
        + to.why().length()
        + told.detail().length();
  }

  void close(Instant at) {
    state = TicketState.CLOSED;
    closed = at;
  }

  /** The next step of it; nothing has changed since. */
  Ticket step(Instant at) {
    Ticket step =
        new Ticket(
            id,
            ++n,
            state,
            next.move(),
            severity(),
            opened,
            at,
            closed,
            sent,
            next.by(),
            next.comment(),
            owner,
            entries.stream().map(entry -> entry.line).toList(),
            List.copyOf(told.values()),
            external,
            link);
    next.clear();
    return step;
  }

  private Severity severity() {
    return entries.stream()
        .map(entry -> entry.line.severity())
        .reduce(Severity.INFO, Severity::worse);
  }
}
