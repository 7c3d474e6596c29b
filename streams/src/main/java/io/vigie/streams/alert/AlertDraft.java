package io.vigie.streams.alert;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Alert.Acknowledgement;
import io.vigie.contract.event.Alert.Evidence;
import io.vigie.contract.event.Alert.Ticketing;
import io.vigie.contract.id.AlertId;
import io.vigie.streams.flow.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The next thing to publish about an alert. */
final class AlertDraft {
  private static final int MOST_EVIDENCE = 10;

  private AlertDraft() {}

  static Alert raised(Held held, Severity severity, Moment moment) {
    long now = moment.appended().toEpochMilli();
    Alert last = held.shown;
    boolean same = held.sameEpisode(now);
    boolean flapped = last != null && last.flapping();
    boolean flapping = held.raisedAt(now) || flapped;
    Acknowledgement kept = last == null ? null : last.acknowledged();
    boolean survives =
        kept != null
            && kept.sticky()
            && !(kept.expires() != null && !kept.expires().isAfter(moment.appended()));
    About about = held.about;
    return new Alert(
        held.id,
        last == null ? 1 : last.n() + 1,
        last == null ? 1 : same ? last.episode() : last.episode() + 1,
        same ? last.occurrence() + 1 : 1,
        AlertState.OPEN,
        severity,
        flapping && !flapped ? AlertMove.FLAPPING : AlertMove.RAISED,
        flapping,
        held.finding.heldBy(),
        held.since,
        moment.appended(),
        moment.appended(),
        null,
        "",
        about.env(),
        about.production(),
        about.apps(),
        about.service(),
        about.node(),
        "",
        survives ? kept : null,
        same ? last.ticketed() : null,
        held.finding.facts(),
        evidence(List.of(held.evidence), moment, Map.of()));
  }

  /**
   * An open alert as it is now.
   *
   * @param due severity its steps give it; null when none is due
   * @return null when nothing changed that a person would want to know
   */
  static Alert refreshed(Held held, Severity due, Moment moment) {
    Alert last = held.shown;
    Severity severity = due == null ? last.severity() : last.severity().worse(due);
    Severity ceiling = held.finding.ceiling();
    if (ceiling != null && severity.compareTo(ceiling) > 0) {
      severity = ceiling;
    }
    AlertId root = held.finding.heldBy();
    AlertMove move = move(held, severity, root);
    if (move == null) {
      return null;
    }
    return new Alert(
        held.id,
        last.n() + 1,
        last.episode(),
        last.occurrence(),
        AlertState.OPEN,
        severity,
        move,
        last.flapping(),
        root,
        last.since(),
        last.raised(),
        moment.appended(),
        null,
        "",
        held.about.env(),
        held.about.production(),
        held.about.apps(),
        held.about.service(),
        held.about.node(),
        last.silencedBy(),
        last.acknowledged(),
        last.ticketed(),
        held.finding.facts(),
        evidence(last.evidence(), moment, Map.of("severity", severity.wire())));
  }

  private static AlertMove move(Held held, Severity severity, AlertId root) {
    Alert last = held.shown;
    About about = held.about;
    if (severity.compareTo(last.severity()) > 0) {
      return AlertMove.ESCALATED;
    }
    if (!Objects.equals(root, last.heldBy())) {
      return root == null ? AlertMove.RELEASED : AlertMove.HELD;
    }
    boolean same =
        severity == last.severity()
            && about.env().equals(last.env())
            && about.production() == last.production()
            && about.apps().equals(last.apps())
            && !saidAnew(held);
    return same ? null : AlertMove.CHANGED;
  }

  /** Other facts of the same trouble are no news; what people say anew is. */
  private static boolean saidAnew(Held held) {
    return held.id.kind().told() && !held.finding.facts().equals(held.shown.facts());
  }

  static Alert resolved(Held held, String reason, Moment moment) {
    Alert last = held.shown;
    Instant ended = moment.event().isBefore(last.since()) ? last.since() : moment.event();
    return next(
        held,
        AlertState.RESOLVED,
        AlertMove.RESOLVED,
        last.flapping(),
        ended,
        reason,
        last.acknowledged(),
        moment);
  }

  static Alert acknowledged(Held held, Acknowledgement by, Moment moment) {
    AlertMove move = by == null ? AlertMove.UNACKNOWLEDGED : AlertMove.ACKNOWLEDGED;
    return next(held, AlertState.OPEN, move, held.shown.flapping(), null, "", by, moment);
  }

  static Alert steady(Held held, Moment moment) {
    Alert last = held.shown;
    return next(
        held,
        last.state(),
        AlertMove.STEADY,
        false,
        last.resolved(),
        last.reason(),
        last.acknowledged(),
        moment);
  }

  /**
   * @param by id of the silence that hits it; empty when none does any more
   */
  static Alert silenced(Held held, String by, Moment moment) {
    AlertMove move = by.isEmpty() ? AlertMove.UNSILENCED : AlertMove.SILENCED;
    Alert last = held.shown;
    return silenced(
        next(held, last.state(), move, last.flapping(), null, "", last.acknowledged(), moment), by);
  }

  /** The same transition of what a silence hits. */
  static Alert silenced(Alert alert, String by) {
    return with(alert, by, alert.ticketed());
  }

  /** People were told of it by a ticket. */
  static Alert ticketed(Held held, Ticketing told, Moment moment) {
    Alert last = held.shown;
    Alert next =
        next(
            held,
            AlertState.OPEN,
            AlertMove.TICKETED,
            last.flapping(),
            null,
            "",
            last.acknowledged(),
            moment);
    return with(next, last.silencedBy(), told);
  }

  private static Alert with(Alert alert, String silencedBy, Ticketing ticketed) {
    return new Alert(
        alert.alert(),
        alert.n(),
        alert.episode(),
        alert.occurrence(),
        alert.state(),
        alert.severity(),
        alert.move(),
        alert.flapping(),
        alert.heldBy(),
        alert.since(),
        alert.raised(),
        alert.at(),
        alert.resolved(),
        alert.reason(),
        alert.env(),
        alert.production(),
        alert.apps(),
        alert.service(),
        alert.node(),
        silencedBy,
        alert.acknowledged(),
        ticketed,
        alert.facts(),
        alert.evidence());
  }

  private static Alert next(
      Held held,
      AlertState state,
      AlertMove move,
      boolean flapping,
      Instant resolved,
      String reason,
      Acknowledgement acknowledged,
      Moment moment) {
    Alert last = held.shown;
    return new Alert(
        held.id,
        last.n() + 1,
        last.episode(),
        last.occurrence(),
        state,
        last.severity(),
        move,
        flapping,
        last.heldBy(),
        last.since(),
        last.raised(),
        moment.appended(),
        resolved,
        reason,
        last.env(),
        last.production(),
        last.apps(),
        last.service(),
        last.node(),
        last.silencedBy(),
        acknowledged,
        last.ticketed(),
        last.facts(),
        evidence(last.evidence(), moment, Map.of("move", move.wire())));
  }

  /** The newest last; what began it stays first. */
  private static List<Evidence> evidence(
      List<Evidence> known, Moment moment, Map<String, String> after) {
    List<Evidence> all = new ArrayList<>(known);
    if (!all.isEmpty() && all.get(all.size() - 1).cause().equals(moment.cause())) {
      return all;
    }
    all.add(new Evidence(moment.cause(), Map.of(), after));
    if (all.size() > MOST_EVIDENCE) {
      all.remove(1);
    }
    return all;
  }
}
