package io.vigie.streams.alert.service;

import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.SyncResult;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is done to a service: actions that run, how each ended last, the copies of its data. */
public final class Doings {
  /** An action longer than this is no excuse for an outage, seconds. */
  private static final long PATIENCE_SECONDS = 600;

  /** An agent sends again what it cannot know to have arrived: its newest events. */
  private static final int ENDED_KEPT = 50;

  private static final int MOST_RUNNING = 100;

  final Map<String, Running> running = new TreeMap<>();
  final Map<String, Last> ends = new TreeMap<>();
  final Map<String, Copy> copies = new TreeMap<>();
  final Deque<String> ended = new ArrayDeque<>();

  /** Actions that people knew of before their end was read. */
  final Deque<String> acknowledged = new ArrayDeque<>();

  long endedMillis;

  /**
   * @param beganMillis append time, epoch milliseconds
   * @param timeoutSeconds 0 when unknown
   */
  public record Running(
      String id, String node, String action, long beganMillis, long timeoutSeconds) {
    /** How long an outage may be its doing, seconds. */
    long patience() {
      return timeoutSeconds == 0 ? PATIENCE_SECONDS : Math.min(timeoutSeconds, PATIENCE_SECONDS);
    }
  }

  /**
   * How an action ended last on a node.
   *
   * @param acknowledged a person knows of it
   * @param endMillis event time
   */
  public record Last(
      String id,
      String node,
      String action,
      String by,
      boolean failed,
      boolean acknowledged,
      long endMillis,
      long appendedMillis) {
    String key() {
      return node + '/' + action;
    }

    boolean copies() {
      return Doings.copies(action);
    }

    Last acknowledged(boolean known) {
      return new Last(id, node, action, by, failed, known, endMillis, appendedMillis);
    }
  }

  /**
   * The copy of one resource on one target.
   *
   * @param goodMillis event time of the data of the last good one; when there was none, of the
   *     first that failed
   * @param maxDelaySeconds how old it may become; 0 when unknown
   */
  public record Copy(
      String rid,
      String target,
      String source,
      boolean failed,
      long endMillis,
      long appendedMillis,
      long goodMillis,
      long maxDelaySeconds) {
    String key() {
      return rid + '/' + target;
    }
  }

  public void begin(ActionBegin begin, long appendedMillis) {
    if (ended.contains(begin.id())) {
      return;
    }
    if (running.size() >= MOST_RUNNING) {
      running.values().stream()
          .min(Comparator.comparingLong(Running::beganMillis))
          .ifPresent(oldest -> running.remove(oldest.id()));
    }
    running.putIfAbsent(
        begin.id(),
        new Running(
            begin.id(),
            begin.instance().node(),
            begin.action(),
            appendedMillis,
            begin.timeoutSeconds()));
  }

  public void end(ActionEnd end, long appendedMillis) {
    running.remove(end.id());
    if (ended.contains(end.id())) {
      return;
    }
    ended.add(end.id());
    if (ended.size() > ENDED_KEPT) {
      ended.remove();
    }
    endedMillis = Math.max(endedMillis, appendedMillis);
    Last last =
        new Last(
            end.id(),
            end.instance().node(),
            end.action(),
            end.by(),
            end.status() == ActionStatus.ERR,
            acknowledged.remove(end.id()),
            end.end().toEpochMilli(),
            appendedMillis);
    Last before = ends.get(last.key());
    boolean tells = end.status() == ActionStatus.ERR || end.status() == ActionStatus.OK;
    if (tells && (before == null || before.endMillis() <= last.endMillis())) {
      ends.put(last.key(), last);
    }
  }

  public void copied(SyncResult result, long appendedMillis) {
    if (result.status() == ActionStatus.OFF) {
      return;
    }
    String rid = result.rid().toString();
    Copy before = copies.get(rid + '/' + result.target());
    long end = result.end().toEpochMilli();
    if (before != null && before.endMillis() > end) {
      return;
    }
    boolean failed = result.status() == ActionStatus.ERR;
    // what was written while it was copied may be missing; data that follow continuously are as
    // old as they lag behind
    long good =
        result.lagSeconds() == null
            ? result.begin().toEpochMilli()
            : end - result.lagSeconds() * 1_000;
    long known =
        result.lastGoodBefore() != null
            ? result.lastGoodBefore().toEpochMilli()
            : before == null ? end : before.goodMillis();
    Copy copy =
        new Copy(
            rid,
            result.target(),
            result.instance().node(),
            failed,
            end,
            failed && before != null && before.failed() ? before.appendedMillis() : appendedMillis,
            failed ? Math.max(known, before == null ? 0 : before.goodMillis()) : good,
            result.maxDelaySeconds());
    copies.put(copy.key(), copy);
  }

  /**
   * A person knows of a failed action, or takes that back. Of the console the end may be read
   * later; a node says it behind the end, and speaks only of what failed there.
   */
  public void acknowledge(ActionAcknowledge act) {
    String action = act.action();
    boolean known = !act.withdrawn();
    for (Last last : ends.values()) {
      if (last.id().equals(action)) {
        if (act.node() == null || act.node().node().equals(last.node())) {
          ends.put(last.key(), last.acknowledged(known));
        }
        return;
      }
    }
    if (act.node() != null) {
      return;
    }
    acknowledged.remove(action);
    if (known && !ended.contains(action)) {
      acknowledged.add(action);
      if (acknowledged.size() > ENDED_KEPT) {
        acknowledged.remove();
      }
    }
  }

  public Collection<Running> running() {
    return running.values();
  }

  List<Last> failed() {
    return ends.values().stream().filter(last -> last.failed() && !last.acknowledged()).toList();
  }

  /** Nodes where an action runs, or ended badly and none of its kind well since, known or not. */
  Stream<String> tried() {
    return Stream.concat(
        running.values().stream().filter(run -> !copies(run.action())).map(Running::node),
        ends.values().stream().filter(last -> last.failed() && !last.copies()).map(Last::node));
  }

  private static boolean copies(String action) {
    return action.startsWith("sync");
  }

  /** Whether that node tells each copy by itself. */
  boolean tellsCopies(String node) {
    return copies.values().stream().anyMatch(copy -> copy.source().equals(node));
  }

  Collection<Copy> copies() {
    return copies.values();
  }

  /** Append time of the last end of an action, epoch milliseconds; 0 before. */
  long endedMillis() {
    return endedMillis;
  }
}
