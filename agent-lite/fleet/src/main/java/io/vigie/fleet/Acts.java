package io.vigie.fleet;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.Rid;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Actions as an agent does them: begin, a line a step, end; each step takes its time. */
final class Acts {
  private static final int TIMEOUT_SECONDS = 600;

  private final Timeline timeline;
  private final Random random;

  Acts(Timeline timeline, Random random) {
    this.timeline = timeline;
    this.random = random;
  }

  /** Who asked. */
  record Asker(ActionOrigin origin, String by) {
    static final Asker MONITOR = new Asker(ActionOrigin.MONITOR, "monitor");
    static final Asker SCHEDULER = new Asker(ActionOrigin.SCHEDULER, "scheduler");

    static Asker user(String name) {
      return new Asker(ActionOrigin.USER, name);
    }
  }

  /** An action under way. */
  private final class Act {
    final SimInstance instance;
    final String verb;
    final Asker asker;
    final String id;
    final long pid = 1_000 + random.nextInt(60_000);
    final Instant begin;
    int lines;

    Act(SimInstance instance, String verb, Asker asker) {
      this.instance = instance;
      this.verb = verb;
      this.asker = asker;
      begin = instance.node().clock().instant();
      id = id(begin);
      instance
          .node()
          .say(
              new ActionBegin(
                  id,
                  instance.id(),
                  verb,
                  asker.origin(),
                  asker.by(),
                  command(),
                  pid,
                  begin,
                  TIMEOUT_SECONDS));
    }

    String command() {
      return "vigie-agent " + verb + ' ' + instance.id().service();
    }

    void line(Rid rid, LogLevel level, String text) {
      Instant now = instance.node().clock().instant();
      instance
          .node()
          .say(
              new ActionLine(
                  id,
                  instance.id(),
                  lines++,
                  rid == null ? "" : rid.toString(),
                  level,
                  text,
                  pid,
                  now,
                  now,
                  level == LogLevel.ERROR ? ActionStatus.ERR : ActionStatus.OK));
    }

    void end(ActionStatus status, String monitor) {
      instance.acts("", monitor);
      instance
          .node()
          .say(
              new ActionEnd(
                  id,
                  instance.id(),
                  verb,
                  asker.origin(),
                  asker.by(),
                  command(),
                  pid,
                  begin,
                  instance.node().clock().instant(),
                  status));
      instance.node().look(instance);
    }
  }

  void start(SimInstance instance, Asker asker) {
    Act act = new Act(instance, "start", asker);
    instance.acts("start", "starting");
    double at = steps(act, instance.startOrder(), Availability.UP, "started");
    timeline.in(at, () -> act.end(ActionStatus.OK, "idle"));
  }

  void stop(SimInstance instance, Asker asker) {
    Act act = new Act(instance, "stop", asker);
    instance.acts("stop", "stopping");
    double at = steps(act, instance.stopOrder(), Availability.DOWN, "stopped");
    timeline.in(
        at,
        () -> {
          instance.supersedes(List.of());
          act.end(ActionStatus.OK, "idle");
        });
  }

  /** Stops and starts the app only: what a restart by rid does. */
  void restart(SimInstance instance, Rid rid, Asker asker) {
    Act act = new Act(instance, "restart", asker);
    instance.acts("restart", "stopping");
    timeline.in(
        0.8,
        () -> {
          instance.set(rid, Availability.DOWN);
          act.line(rid, LogLevel.INFO, "stopped " + instance.resource(rid).label());
        });
    timeline.in(
        3.0,
        () -> {
          instance.set(rid, Availability.UP);
          act.line(rid, LogLevel.INFO, "started " + instance.resource(rid).label());
          act.end(ActionStatus.OK, "idle");
        });
  }

  /** Everything starts but the last resource; what was started is stopped again. */
  void failToStart(SimInstance instance, Asker asker) {
    Act act = new Act(instance, "start", asker);
    instance.acts("start", "starting");
    List<Rid> order = instance.startOrder();
    Rid culprit = order.get(order.size() - 1);
    List<Rid> others = order.subList(0, order.size() - 1);
    double at = steps(act, others, Availability.UP, "started");
    timeline.in(
        at + 4,
        () -> {
          act.line(culprit, LogLevel.INFO, "/etc/init.d/" + instance.id().service() + " start");
          act.line(culprit, LogLevel.ERROR, "bind: address already in use: 0.0.0.0:8443");
          act.line(culprit, LogLevel.ERROR, "exit code 1 after 3.8 s");
        });
    List<Rid> back = instance.stopOrder().stream().filter(others::contains).toList();
    timeline.in(
        at + 4.5,
        () -> {
          double undone = steps(act, back, Availability.DOWN, "rolled back: stopped");
          timeline.in(undone, () -> act.end(ActionStatus.ERR, "start failed"));
        });
  }

  /** A freeze or a thaw. */
  void freeze(SimInstance instance, boolean frozen, Asker asker) {
    Act act = new Act(instance, frozen ? "freeze" : "thaw", asker);
    instance.freeze(frozen);
    timeline.in(0.1, () -> act.end(ActionStatus.OK, "idle"));
  }

  /** A node runs the schedule of a service that is not up there. */
  void nothingToSend(SimInstance instance, Rid rid, String verb) {
    Act act = new Act(instance, verb, Asker.SCHEDULER);
    act.line(rid, LogLevel.INFO, "nothing to send: the service is not up here");
    timeline.in(0.1, () -> act.end(ActionStatus.OFF, "idle"));
  }

  /** A synchronisation under way, target by target. */
  Copying copying(SimInstance instance, Rid rid, String verb) {
    return new Copying(new Act(instance, verb, Asker.SCHEDULER), rid);
  }

  /** Copies the data of one resource to each target. */
  final class Copying {
    private final Act act;
    private final Rid rid;

    private Copying(Act act, Rid rid) {
      this.act = act;
      this.rid = rid;
    }

    String id() {
      return act.id;
    }

    void sent(String target, long files, long bytes, double seconds, boolean failed) {
      if (failed) {
        act.line(rid, LogLevel.ERROR, target + ": no space left on device (28)");
      } else {
        String sent = files + " files, " + (bytes >> 20) + " MiB in " + (int) seconds + " s";
        act.line(rid, LogLevel.INFO, target + ": " + sent);
      }
    }

    void end(boolean failed) {
      if (!failed) {
        act.instance.set(rid, Availability.UP);
      }
      act.end(failed ? ActionStatus.ERR : ActionStatus.OK, "idle");
    }
  }

  private double steps(Act act, List<Rid> rids, Availability to, String done) {
    double at = 0.3;
    for (Rid rid : rids) {
      at += 0.2 + random.nextInt(8) / 10.0;
      timeline.in(
          at,
          () -> {
            act.instance.set(rid, to);
            act.line(rid, LogLevel.INFO, done + ' ' + act.instance.resource(rid).label());
          });
    }
    return at + 0.2;
  }

  /** A UUID of version 7: its first 48 bits are the time. */
  private String id(Instant time) {
    long high = time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
    long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
