package io.vigie.streams.ticket;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;
import io.vigie.people.Audience;
import java.util.Map;
import java.util.TreeMap;

/** One alert, and what people were told of it. */
final class Case {
  /** Raised again this soon it is the same episode. */
  private static final long SAME_EPISODE_MILLIS = 600_000;

  final AlertId id;

  /** As it stands, without its evidence. */
  Alert alert;

  /** Append time since when it is open, this occurrence. */
  long from;

  /** How long it stood still since then, and since when it does; 0 when it does not. */
  long still;

  long stillSince;

  /** How severe it was when people were told last; null when they are to be told how it began. */
  Severity told;

  /** Whether anything was told of it since it began. */
  boolean announced;

  /** Who was told since it began, by {@link io.vigie.contract.event.Recipient#key()}, and why. */
  final Map<String, String> people = new TreeMap<>();

  /** Seconds of the last step of the chain that was told; 0 before the first. */
  long chain;

  /** Null while it is in none. */
  TicketId ticket;

  /** The ticket acknowledged the action it is about. */
  boolean noted;

  Case(AlertId id) {
    this.id = id;
  }

  /** Open since before anybody here heard of it: people know it by other means. */
  void adopt(Alert known, long now) {
    take(known, now);
    told = known.severity();
  }

  void take(Alert next, long now) {
    if (alert == null || begins(next.move()) || !sameApp(next)) {
      begin(next, now);
    } else if (next.move() == AlertMove.UNACKNOWLEDGED && expired(next)) {
      told = null;
    }
    alert = Bare.of(next);
    if (muted() && stillSince == 0) {
      stillSince = now;
    } else if (!muted() && stillSince != 0) {
      still += now - stillSince;
      stillSince = 0;
    }
  }

  private void begin(Alert next, long now) {
    from = now;
    still = 0;
    stillSince = 0;
    chain = 0;
    boolean quiet = next.flapping() && next.move() == AlertMove.RAISED && alert != null;
    if (!quiet) {
      told = null;
    }
    if (!next.flapping() || !sameApp(next)) {
      people.clear();
      announced = false;
    }
    if (!sameTrouble(next)) {
      ticket = null;
      noted = false;
    }
  }

  /**
   * Whether a ticket about what it was is about what it is now; a failure is always another one.
   */
  private boolean sameTrouble(Alert next) {
    return alert != null
        && sameApp(next)
        && next.episode() == alert.episode()
        && id.kind() != AlertKind.ACTION_FAILED;
  }

  static boolean begins(AlertMove move) {
    return move == AlertMove.RAISED || move == AlertMove.FLAPPING;
  }

  boolean sameApp(Alert next) {
    return alert == null || Audience.app(alert).equals(Audience.app(next));
  }

  private boolean expired(Alert next) {
    var last = alert.acknowledged();
    return last != null && last.expires() != null && !last.expires().isAfter(next.at());
  }

  /** Whether that is what is known already. */
  boolean knows(Alert next) {
    return alert != null && alert.n() == next.n() && alert.at().equals(next.at());
  }

  boolean open() {
    return alert.state() == AlertState.OPEN;
  }

  /** Nobody is told, and the time until a ticket stands still. */
  boolean muted() {
    return open()
        && (!alert.silencedBy().isEmpty()
            || alert.heldBy() != null
            || alert.acknowledged() != null);
  }

  /** Whether it is the ticket itself that ended it, and nothing is mended. */
  boolean endedByTicket() {
    return noted && !open() && alert.reason().equals("acknowledged");
  }

  /** How long it has been open and with nobody. */
  long openMillis(long now) {
    return now - from - still - (stillSince == 0 ? 0 : now - stillSince);
  }

  /** Whether it may be forgotten: whatever comes is another episode. */
  boolean over(long now) {
    return !open() && !alert.flapping() && now - alert.at().toEpochMilli() > SAME_EPISODE_MILLIS;
  }
}
