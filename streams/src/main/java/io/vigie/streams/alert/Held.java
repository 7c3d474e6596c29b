package io.vigie.streams.alert;

import io.vigie.contract.alert.AlertState;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Alert.Evidence;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.flow.Moment;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** An alert in the task's memory: waiting, open, or not long resolved. */
final class Held {
  /** Raised again this soon it is the same episode. */
  private static final long SAME_EPISODE_MILLIS = 600_000;

  private static final long FLAPPING_WITHIN_MILLIS = 3_600_000;
  private static final int FLAPPING_AT = 5;
  private static final long STEADY_MILLIS = 900_000;

  final AlertId id;

  /** As published last; null before. */
  Alert shown;

  /** What is wrong now; null when nothing is. */
  Finding finding;

  About about;

  /** Phase and append time of what is wrong, or was when it was open last. */
  String phase = "";

  long from;

  /** Event time at which it began. */
  Instant since;

  Evidence evidence;

  /** Its beginning is stored: it does not say itself since when it lasts. */
  boolean waited;

  /** Append times of its raisings within the hour, oldest first. */
  final Deque<Long> raisings = new ArrayDeque<>();

  /** Append time it was last raised or resolved. */
  long movedMillis;

  Held(AlertId id) {
    this.id = id;
  }

  boolean open() {
    return shown != null && shown.state() == AlertState.OPEN;
  }

  boolean flapping() {
    return shown != null && shown.flapping();
  }

  /** The nodes on which lies all that decided it; none when it lies on none in particular. */
  List<NodeId> places() {
    if (finding != null && !finding.decidedOn().isEmpty()) {
      return finding.decidedOn();
    }
    NodeId node = about != null ? about.node() : shown == null ? null : shown.node();
    return node == null ? List.of() : List.of(node);
  }

  /** What is wrong was found, or has another phase. */
  void begins(Finding found, Subject subject, Moment moment) {
    if (!open()) {
      since = moment.event();
    }
    phase = found.phase();
    from = found.from() > 0 ? found.from() : moment.appended().toEpochMilli();
    witness(subject, moment);
  }

  /** The record in hand tells of it. */
  void witness(Subject subject, Moment moment) {
    evidence = new Evidence(moment.cause(), subject.before(), subject.now());
  }

  boolean sameEpisode(long nowMillis) {
    return shown != null && nowMillis - movedMillis <= SAME_EPISODE_MILLIS;
  }

  /** Whether this raising makes it flap. */
  boolean raisedAt(long nowMillis) {
    for (Iterator<Long> i = raisings.iterator(); i.hasNext(); ) {
      if (nowMillis - i.next() >= FLAPPING_WITHIN_MILLIS) {
        i.remove();
      }
    }
    raisings.add(nowMillis);
    movedMillis = nowMillis;
    return raisings.size() >= FLAPPING_AT;
  }

  boolean steady(long nowMillis) {
    return flapping() && nowMillis - movedMillis >= STEADY_MILLIS;
  }

  boolean acknowledgementEnds(long nowMillis) {
    return shown != null
        && shown.acknowledged() != null
        && shown.acknowledged().expires() != null
        && shown.acknowledged().expires().toEpochMilli() <= nowMillis;
  }

  /** Whether time alone may change it. */
  boolean waits() {
    if (flapping()
        || open() && shown.acknowledged() != null && shown.acknowledged().expires() != null) {
      return true;
    }
    if (finding == null || finding.ceiling() == null) {
      return false;
    }
    return finding.until() > 0 || !open() || shown.severity().compareTo(finding.ceiling()) < 0;
  }

  /** Whether what it was can be read again from the store when it is needed. */
  boolean idle() {
    return finding == null && !open() && !flapping() && !waited;
  }
}
