package io.vigie.streams.alert;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Alert.Acknowledgement;
import io.vigie.contract.event.AlertAcknowledge;
import io.vigie.contract.event.AlertAct;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.AlertTicketed;
import io.vigie.contract.event.Silence;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.flow.AlertTold;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.PulseClock;
import io.vigie.streams.siem.Ecs;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The alerts of one stage in one task (semantics.md §4): what its kinds find wrong is held for a
 * while, raised, escalated, resolved. Time is append time, and passes by counted pulses only.
 */
public final class Alerts<S extends Subject> {
  /** After a task took over, or pulses were missing, no timer fires before so many were counted. */
  private static final long ALLOWANCE_PULSES = 60;

  /** Alerts asked in one second whether a silence hits them. */
  private static final int SLICE = 1_000;

  /** Names of the sinks: alerts, for those who read logs, for the stage that tells people. */
  public record Sinks(String alert, String siem, String people) {}

  private static final long FORGET_MILLIS = 30L * 86_400_000;

  /** Of each group, what the first kind finds stands. */
  private final List<List<Watch<S>>> kinds;

  private final Rules rules = new Rules();
  private final Silences silences = new Silences();
  private final KeyValueStore<String, byte[]> store;
  private final PulseClock clock;
  private final Outlet outlet;
  private final Sinks sinks;
  private final Metrics metrics;
  private final Map<String, Map<AlertId, Held>> byAnchor = new HashMap<>();

  /** Ids of all that the store has: most of what is found wrong was never wrong before. */
  private final Set<AlertId> stored = new HashSet<>();

  /** What was resolved when this task took over, with the append time of that. */
  private final Map<AlertId, Long> resolved = new HashMap<>();

  /** Open when this task took over: who tells people may be new, and not know of them. */
  private final Deque<Held> untold = new ArrayDeque<>();

  private volatile int open;
  private final Waits waits;
  private final Set<Held> waiting = new LinkedHashSet<>();

  /** Open ones that other silences may hit than before. */
  private final Set<Held> unsure = new LinkedHashSet<>();

  public Alerts(
      List<List<Watch<S>>> kinds,
      KeyValueStore<String, byte[]> store,
      PulseClock clock,
      Outlet outlet,
      Sinks sinks,
      Metrics metrics) {
    this.kinds = kinds;
    this.store = store;
    this.clock = clock;
    this.outlet = outlet;
    this.sinks = sinks;
    this.metrics = metrics;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        restore(entry.key, entry.value);
      }
    }
    waits = new Waits(store);
    waits.restore(this::heldOrStored).forEach(this::hold);
  }

  private void restore(String key, byte[] value) {
    if (key.startsWith(Waits.KEYS)) {
      return;
    }
    if (key.startsWith(RuleTold.KEYS)) {
      RuleTold told = RuleTold.decode(value);
      rules.take(told.kind(), told.ruleOrNull());
      return;
    }
    if (key.startsWith(Silence.KEYS)) {
      SilenceTold told = SilenceTold.decode(value);
      silences.take(told.id(), told.silence());
      return;
    }
    Held held = HeldCodec.decode(key, value);
    stored.add(held.id);
    count(false, held.open());
    if (held.idle()) {
      resolved.put(held.id, held.movedMillis);
    } else {
      hold(held);
      if (held.waits()) {
        waiting.add(held);
      }
      if (held.open()) {
        untold.add(held);
      }
    }
  }

  /** How many are open now; for another thread to read. */
  public int open() {
    return open;
  }

  /** Another rule holds from now on; its owner looks at its subjects again. */
  public void take(RuleTold told) {
    rules.take(told.kind(), told.ruleOrNull());
    store.put(AlertRule.key(told.kind()), RuleTold.encode(told));
  }

  /** People set a silence or took it back; the next ticks say what it hits. */
  public void take(SilenceTold told) {
    silences.take(told.id(), told.silence());
    store.put(Silence.KEYS + told.id(), told.silence() == null ? null : SilenceTold.encode(told));
  }

  /** As it holds now. */
  public Rule rule(AlertKind kind) {
    return rules.of(kind);
  }

  /** Somebody works on that node, or nobody does any more: likewise. */
  public void maintain(NodeId node, boolean maintained) {
    silences.maintain(node, maintained);
  }

  /** Whether nothing is open, waiting or flapping at that anchor. */
  public boolean quiet(String anchor) {
    return !byAnchor.containsKey(anchor);
  }

  /** Whether that alert is open now. */
  public boolean open(AlertId id) {
    Held held = held(id);
    return held != null && held.open();
  }

  /** A subject may have changed with the record in hand. */
  public void look(S subject, Moment moment) {
    look(subject, moment, "cleared");
  }

  /** The same, when what ends does so for a reason of its own. */
  public void look(S subject, Moment moment, String reason) {
    Map<AlertId, Finding> found = find(subject);
    found.values().removeIf(finding -> finding.ended(moment));
    Map<AlertId, Held> held = byAnchor.get(subject.anchor());
    if (found.isEmpty() && held == null) {
      return;
    }
    for (Finding finding : found.values()) {
      meet(heldOrStored(finding.alert()), finding, subject, moment);
    }
    held = byAnchor.get(subject.anchor());
    if (held != null) {
      for (Held each : List.copyOf(held.values())) {
        if (!found.containsKey(each.id)) {
          part(each, moment, reason(subject, each, reason));
        }
      }
    }
  }

  private Map<AlertId, Finding> find(S subject) {
    if (subject.gone()) {
      return new LinkedHashMap<>();
    }
    Map<AlertId, Finding> found = new LinkedHashMap<>();
    for (List<Watch<S>> group : kinds) {
      for (Watch<S> watch : group) {
        int before = found.size();
        Rule rule = rules.of(watch.kind());
        if (rule.enabled()) {
          watch.look(subject, rule, finding -> found.put(finding.alert(), finding));
        }
        if (found.size() > before) {
          break;
        }
      }
    }
    return found;
  }

  private String reason(S subject, Held held, String reason) {
    if (subject.gone()) {
      return "retired";
    }
    return rules.of(held.id.kind()).enabled() ? reason : "rule";
  }

  private void meet(Held held, Finding finding, S subject, Moment moment) {
    boolean other = held.open() && !held.phase.equals(finding.phase());
    if (other && finding.anew()) {
      part(held, moment, "cleared");
    }
    boolean fresh = held.finding == null && !held.open() && !held.waited;
    if (fresh || !held.phase.equals(finding.phase())) {
      held.begins(finding, subject, moment);
      waits.begins(held, finding);
    } else if (held.evidence == null) {
      held.witness(subject, moment);
    }
    List<NodeId> places = held.places();
    held.finding = finding;
    held.about = About.of(subject, finding);
    if (held.open() && !held.places().equals(places)) {
      unsure.add(held);
    }
    settle(held, moment, due(held, moment, false));
    wait(held);
  }

  private void part(Held held, Moment moment, String reason) {
    held.finding = null;
    if (held.open()) {
      held.movedMillis = moment.appended().toEpochMilli();
      publish(held, AlertDraft.resolved(held, reason, moment), moment);
    }
    waits.ends(held);
    wait(held);
  }

  private void settle(Held held, Moment moment, Severity due) {
    if (held.open()) {
      Alert changed = AlertDraft.refreshed(held, due, moment);
      if (changed != null) {
        publish(held, changed, moment);
      }
    } else if (due != null) {
      Alert raised = AlertDraft.raised(held, due, moment);
      String by = silences.of(raised, held.places(), moment.appended().toEpochMilli());
      publish(held, by.isEmpty() ? raised : AlertDraft.silenced(raised, by), moment);
    }
  }

  /** The last step that is due; null before the first. */
  private Severity due(Held held, Moment moment, boolean timers) {
    Severity due = null;
    long lasted = moment.appended().toEpochMilli() - held.from;
    for (Step step : held.finding.steps()) {
      long after = step.afterSeconds();
      boolean passed = lasted >= after * 1_000 && clock.age(0) >= Math.min(after, ALLOWANCE_PULSES);
      if (after == 0 || timers && passed) {
        due = step.severity();
      }
    }
    return due;
  }

  /** What was resolved long ago is in the tables; should it come again, it is counted anew. */
  private void forget(long nowMillis) {
    resolved.forEach(
        (id, at) -> {
          if (nowMillis - at > FORGET_MILLIS && held(id) == null && stored.remove(id)) {
            store.delete(id.toString());
          }
        });
    resolved.clear();
  }

  /** A second passed, and timers may fire. */
  public void tick(Moment moment) {
    long now = moment.appended().toEpochMilli();
    forget(now);
    for (Held held : new ArrayList<>(waiting)) {
      if (held.finding != null && held.finding.ended(moment)) {
        part(held, moment, "timed out");
      } else if (held.finding != null) {
        settle(held, moment, due(held, moment, true));
      }
      if (held.open() && held.acknowledgementEnds(now)) {
        publish(held, AlertDraft.acknowledged(held, null, moment), moment);
      }
      if (held.steady(now)) {
        held.raisings.clear();
        publish(held, AlertDraft.steady(held, moment), moment);
      }
      wait(held);
    }
    silence(moment);
    for (int left = Math.min(SLICE, untold.size()); left > 0; left--) {
      Held held = untold.remove();
      if (held.open()) {
        AlertTold.again(outlet, sinks.people(), held.shown);
      }
    }
  }

  /** Which of the open alerts a silence hits from now on, or hits no more. */
  private void silence(Moment moment) {
    long now = moment.appended().toEpochMilli();
    if (silences.moved(now)) {
      byAnchor.values().forEach(siblings -> unsure.addAll(siblings.values()));
    }
    for (Held held : unsure.stream().limit(SLICE).toList()) {
      unsure.remove(held);
      if (held.open()) {
        String by = silences.of(held.shown, held.places(), now);
        if (!by.equals(held.shown.silencedBy())) {
          publish(held, AlertDraft.silenced(held, by, moment), moment);
        }
      }
    }
  }

  /**
   * What somebody says of it.
   *
   * @param at when they said so
   */
  public void hear(AlertAct act, Instant at, Moment moment) {
    Held held = held(act.alert());
    boolean late = held == null || !held.open() || held.shown.episode() != act.episode();
    if (act instanceof AlertTicketed told) {
      metrics.count(late ? Counter.TICKETED_LATE : Counter.TICKETED);
      if (!late) {
        ticketed(held, told, at, moment);
      }
      return;
    }
    metrics.count(late ? Counter.ACKNOWLEDGEMENTS_LATE : Counter.ACKNOWLEDGEMENTS);
    if (!late) {
      acknowledge(held, (AlertAcknowledge) act, at, moment);
    }
  }

  private void ticketed(Held held, AlertTicketed told, Instant at, Moment moment) {
    Alert.Ticketing last = held.shown.ticketed();
    // more of those whom the same ticket is for took it
    boolean again = last != null && last.ticket().equals(told.ticket());
    Alert.Ticketing now =
        new Alert.Ticketing(told.ticket(), again ? last.at() : at, told.comment());
    if (!now.equals(last)) {
      publish(held, AlertDraft.ticketed(held, now, moment), moment);
      wait(held);
    }
  }

  private void acknowledge(Held held, AlertAcknowledge act, Instant at, Moment moment) {
    Acknowledgement by =
        act.withdrawn()
            ? null
            : new Acknowledgement(act.by(), at, act.comment(), act.expires(), act.sticky());
    if (by != null || held.shown.acknowledged() != null) {
      publish(held, AlertDraft.acknowledged(held, by, moment), moment);
    }
    wait(held);
  }

  private void publish(Held held, Alert alert, Moment moment) {
    var outbound =
        outlet.prepare(alert, alert.move() == AlertMove.RAISED ? alert.since() : moment.event());
    count(held.open(), alert.state() == AlertState.OPEN);
    Alert last = held.shown;
    held.shown = alert;
    waits.ends(held);
    if (held.open()) {
      unsure.add(held);
    } else {
      unsure.remove(held);
    }
    stored.add(held.id);
    store.put(held.id.toString(), HeldCodec.encode(held, outbound.bytes()));
    outlet.write(sinks.alert(), outbound);
    AlertTold.tell(outlet, sinks.people(), last, alert, outbound);
    outlet.tell(sinks.siem(), alert.anchor(), Ecs.of(alert));
    metrics.count(Counter.SIEM);
    outlet.commitSoon();
    metrics.count(Counter.ALERT_MOVES);
    metrics.count(Counter.STORE_WRITES);
  }

  private void count(boolean before, boolean now) {
    open = open + (now ? 1 : 0) - (before ? 1 : 0);
  }

  private void wait(Held held) {
    if (held.idle()) {
      waiting.remove(held);
      Map<AlertId, Held> siblings = byAnchor.get(held.id.anchor());
      if (siblings != null && siblings.remove(held.id) != null && siblings.isEmpty()) {
        byAnchor.remove(held.id.anchor());
      }
    } else {
      hold(held);
      if (held.waits()) {
        waiting.add(held);
      } else {
        waiting.remove(held);
      }
    }
  }

  private void hold(Held held) {
    byAnchor.computeIfAbsent(held.id.anchor(), anchor -> new LinkedHashMap<>()).put(held.id, held);
  }

  private Held held(AlertId id) {
    Map<AlertId, Held> siblings = byAnchor.get(id.anchor());
    return siblings == null ? null : siblings.get(id);
  }

  private Held heldOrStored(AlertId id) {
    Held held = held(id);
    if (held != null) {
      return held;
    }
    return stored.contains(id)
        ? HeldCodec.decode(id.toString(), store.get(id.toString()))
        : new Held(id);
  }
}
