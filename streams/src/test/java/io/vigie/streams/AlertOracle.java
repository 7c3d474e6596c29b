package io.vigie.streams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What should have been raised, from semantics.md §4 read once more and written down as plainly as
 * possible: after every record everything is looked at anew. It shares nothing with the streams.
 */
final class AlertOracle {
  /** Every transition, as {@code second id episode.occurrence state severity heldBy}. */
  final List<String> transitions = new ArrayList<>();

  private final Map<String, N> nodes = new TreeMap<>();
  private final Map<String, S> services = new TreeMap<>();
  private final Map<String, A> alerts = new LinkedHashMap<>();
  private long count;
  private long allowanceFrom;
  private long lastPulse = -1;

  private static final class N {
    boolean production;
    boolean heard;
    boolean silent;
    boolean leaving;
    long grace;
    long beat;
    long silentAt;
    long saidGoodbyeAt = -1;
  }

  private static final class I {
    boolean up;
    boolean warns;
    boolean aged;
    boolean goodbye;
    long beat;
    long heardAt;
  }

  private static final class S {
    boolean production;
    int flexMin;
    final Map<String, I> instances = new TreeMap<>();
    final Map<String, Long> running = new TreeMap<>();
    final Map<String, String[]> lastEnd = new TreeMap<>();
    final Map<String, Boolean> copies = new TreeMap<>();
    String state = "";
    long stateFrom;
    long actionEnded;
  }

  private static final class A {
    boolean open;
    String phase;
    long from;
    long episode;
    int occurrence;
    int severity = -1;
    long moved;
    String heldBy = "";
    final List<Long> raisings = new ArrayList<>();
  }

  /** {@code after seconds, severity} pairs. */
  private record Wrong(String phase, boolean anew, long from, long[][] steps, String heldBy) {}

  void node(String node, boolean production) {
    nodes.computeIfAbsent(node, n -> new N()).production = production;
  }

  void service(String service, boolean production, int flexMin) {
    S s = services.computeIfAbsent(service, n -> new S());
    s.production = production;
    s.flexMin = flexMin;
  }

  void beat(long now, String node) {
    N n = nodes.get(node);
    n.heard = true;
    n.beat = count;
    if (n.leaving) {
      // its instances have their full allowance again
      instances(node)
          .forEach(
              i -> {
                i.beat = count;
                i.aged = false;
              });
    }
    n.silent = false;
    n.leaving = false;
    look(now, false);
  }

  void leaves(long now, String node, long grace) {
    N n = nodes.get(node);
    n.leaving = true;
    n.silent = false;
    n.grace = grace;
    n.beat = count;
    n.saidGoodbyeAt = now;
    instances(node).forEach(i -> i.goodbye = true);
    look(now, false);
  }

  private List<I> instances(String node) {
    return services.values().stream()
        .map(s -> s.instances.get(node))
        .filter(i -> i != null)
        .toList();
  }

  void status(long now, String service, String node, boolean up, boolean warns) {
    S s = services.get(service);
    I i = s.instances.computeIfAbsent(node, n -> new I());
    i.up = up;
    i.warns = warns;
    i.aged = false;
    i.goodbye = false;
    i.beat = count;
    i.heardAt = now;
    look(now, false);
  }

  void begins(long now, String service, String id) {
    services.get(service).running.put(id, now);
    look(now, false);
  }

  void ends(long now, String service, String node, String action, String id, boolean failed) {
    S s = services.get(service);
    s.running.remove(id);
    s.actionEnded = now;
    s.lastEnd.put(node + "/" + action, new String[] {id, failed ? "err" : "ok", "" + now});
    look(now, false);
  }

  void copied(long now, String service, String target, boolean failed) {
    services.get(service).copies.put(target, failed);
    look(now, false);
  }

  /** Who takes over counts pulses anew. */
  void killed() {
    allowanceFrom = count;
    lastPulse = -1;
  }

  void pulse(long now) {
    if (lastPulse >= 0 && now - lastPulse > 5_000) {
      count++;
      allowanceFrom = count;
    } else {
      count++;
    }
    lastPulse = now;
    for (N n : nodes.values()) {
      long allowance = n.leaving ? n.grace : 30;
      if (n.heard && !n.silent && age(n.beat) >= allowance) {
        n.silent = true;
        n.leaving = false;
        n.silentAt = now;
      }
    }
    for (S s : services.values()) {
      for (I i : s.instances.values()) {
        if (age(i.beat) >= 180) {
          i.aged = true;
        }
      }
    }
    look(now, true);
  }

  private long age(long beat) {
    return count - Math.max(beat, allowanceFrom);
  }

  private boolean trusted(String node, I i) {
    N n = nodes.get(node);
    if (n != null && n.silent && i.heardAt <= n.silentAt) {
      return false;
    }
    if (n != null && n.leaving && i.goodbye) {
      return true;
    }
    return !i.aged;
  }

  private void look(long now, boolean timers) {
    Map<String, Wrong> wrong = new TreeMap<>();
    nodes.forEach(
        (name, n) -> {
          if (n.silent) {
            int severity = n.production ? 2 : 1;
            wrong.put(
                "node-silent:default/" + name,
                new Wrong("", false, n.silentAt, steps(0, severity, 900, severity + 1), ""));
          }
        });
    services.forEach((name, s) -> look(now, name, s, wrong));
    wrong.forEach((id, w) -> meet(now, id, w, timers));
    alerts.forEach(
        (id, a) -> {
          if (!wrong.containsKey(id)) {
            if (a.open) {
              resolve(now, id, a);
            }
            a.phase = null;
          }
        });
  }

  private void look(long now, String name, S s, Map<String, Wrong> wrong) {
    if (s.instances.isEmpty()) {
      return;
    }
    int up = 0;
    int trusted = 0;
    boolean warns = false;
    boolean untrusted = false;
    Set<String> lastUp = new TreeSet<>();
    for (Map.Entry<String, I> entry : s.instances.entrySet()) {
      I i = entry.getValue();
      if (trusted(entry.getKey(), i)) {
        trusted++;
        up += i.up ? 1 : 0;
        warns |= i.up && i.warns;
      } else {
        untrusted = true;
        if (i.up) {
          lastUp.add(entry.getKey());
        }
      }
    }
    boolean undef = trusted == 0 || up == 0 && !lastUp.isEmpty();
    String avail =
        undef
            ? "undef"
            : s.flexMin > 0
                ? up == 0 ? "down" : up < s.flexMin ? "warn" : "up"
                : up == 0 ? "down" : up == 1 ? "up" : "warn";
    boolean degraded = warns || untrusted;
    String state = avail + degraded + untrusted;
    if (!state.equals(s.state)) {
      s.state = state;
      s.stateFrom = now;
    }
    int severity = s.production ? 3 : 2;
    String id = "default/" + name;
    String silentLastUp = lastUp.stream().filter(n -> nodes.get(n).silent).findFirst().orElse("");
    String silent =
        s.instances.keySet().stream()
            .filter(n -> nodes.get(n).silent && !trusted(n, s.instances.get(n)))
            .findFirst()
            .orElse("");
    if (s.flexMin == 0 && up >= 2) {
      wrong.put("service-split:" + id, new Wrong("", false, s.stateFrom, steps(35, 3), ""));
    } else if (undef) {
      wrong.put(
          "service-unavailable:" + id,
          new Wrong(
              "undef",
              false,
              s.stateFrom,
              steps(60, severity - 1, 900, severity),
              silentLastUp.isEmpty() ? "" : "node-silent:default/" + silentLastUp));
    } else if (avail.equals("down")) {
      Map.Entry<String, Long> youngest = null;
      for (Map.Entry<String, Long> action : s.running.entrySet()) {
        if (youngest == null || action.getValue() >= youngest.getValue()) {
          youngest = action;
        }
      }
      wrong.put(
          "service-unavailable:" + id,
          youngest == null
              ? new Wrong("", false, Math.max(s.stateFrom, s.actionEnded), steps(10, severity), "")
              : new Wrong(
                  "action " + youngest.getKey(),
                  false,
                  Math.max(
                      youngest.getValue(),
                      Math.max(s.stateFrom, s.actionEnded) + (10 - 600) * 1_000),
                  steps(600, severity),
                  ""));
    } else if (s.flexMin > 0 && up < s.flexMin) {
      long lost = lastUp.stream().filter(n -> nodes.get(n).silent).count();
      boolean caused = lost > 0 && up + lost >= s.flexMin;
      wrong.put(
          "flex-out-of-range:" + id,
          new Wrong(
              "few",
              false,
              s.stateFrom,
              steps(30, s.production ? 2 : 1),
              caused ? "node-silent:default/" + silentLastUp : ""));
    } else if (degraded) {
      wrong.put(
          "service-degraded:" + id,
          new Wrong(
              "",
              false,
              s.stateFrom,
              steps(60, s.production ? 2 : 1),
              warns || silent.isEmpty() ? "" : "node-silent:default/" + silent));
    }
    s.lastEnd.forEach(
        (key, end) -> {
          if (end[1].equals("err") && s.instances.containsKey(key.split("/")[0])) {
            wrong.put(
                "action-failed:" + id + ":" + key,
                new Wrong(
                    end[0], true, Long.parseLong(end[2]), steps(0, s.production ? 2 : 1), ""));
          }
        });
    s.copies.forEach(
        (target, failed) -> {
          if (failed) {
            wrong.put(
                "sync-failed:" + id + ":sync#nodes/" + target,
                new Wrong("", false, now, steps(0, s.production ? 2 : 1), ""));
          }
        });
    s.instances.forEach(
        (node, i) -> {
          if (!trusted(node, i)) {
            boolean quiet = nodes.get(node).silent;
            wrong.put(
                "instance-stale:" + id + ":" + node,
                new Wrong(
                    quiet ? "node-silent" : "no-report",
                    false,
                    now,
                    quiet ? new long[0][] : steps(0, s.production ? 1 : 0),
                    quiet ? "node-silent:default/" + node : ""));
          }
        });
  }

  private static long[][] steps(long... pairs) {
    long[][] steps = new long[pairs.length / 2][];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new long[] {pairs[2 * i], Math.min(3, pairs[2 * i + 1])};
    }
    return steps;
  }

  private void meet(long now, String id, Wrong w, boolean timers) {
    A a = alerts.computeIfAbsent(id, key -> new A());
    if (a.open && w.anew() && !w.phase().equals(a.phase)) {
      resolve(now, id, a);
      a.phase = null;
    }
    if (!w.phase().equals(a.phase)) {
      a.phase = w.phase();
      a.from = w.from();
    }
    int due = -1;
    for (long[] step : w.steps()) {
      boolean passed =
          now - a.from >= step[0] * 1_000 && count - allowanceFrom >= Math.min(step[0], 60);
      if (step[0] == 0 || timers && passed) {
        due = (int) step[1];
      }
    }
    if (!a.open && due >= 0) {
      raise(now, id, a, due, w.heldBy());
    } else if (a.open && (due > a.severity || !a.heldBy.equals(w.heldBy()))) {
      a.severity = Math.max(a.severity, due);
      a.heldBy = w.heldBy();
      tell(now, id, a);
    }
  }

  private void raise(long now, String id, A a, int severity, String heldBy) {
    boolean same = a.episode > 0 && now - a.moved <= 600_000;
    a.episode += same ? 0 : 1;
    a.occurrence = same ? a.occurrence + 1 : 1;
    a.open = true;
    a.severity = severity;
    a.heldBy = heldBy;
    a.moved = now;
    tell(now, id, a);
  }

  private void resolve(long now, String id, A a) {
    a.open = false;
    a.moved = now;
    tell(now, id, a);
  }

  private void tell(long now, String id, A a) {
    transitions.add(
        (now - Spine.START.toEpochMilli())
            + " "
            + id
            + " "
            + a.episode
            + "."
            + a.occurrence
            + (a.open ? " open " : " resolved ")
            + new String[] {"info", "warning", "error", "critical"}[a.severity]
            + " "
            + a.heldBy);
  }
}
