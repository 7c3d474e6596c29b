package io.vigie.standalone.lab;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.topic.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A part of the collector, or all of it, is away while real agents go on with their actions. When
 * it is back nothing is lost, the order is kept, and nobody who was alive is shown otherwise, not
 * even for a moment: closed spans would tell, and alerts.
 */
public final class Outage {
  private static final Duration LIMIT = Duration.ofSeconds(300);

  /** What is away. */
  public enum Away {
    BROKER(List.of(Parts.BROKER), false),
    STREAMS(List.of(Parts.STREAMS), false),
    COLLECTOR(List.of(Parts.STREAMS, Parts.RECORDER, Parts.RECORDER_TOO, Parts.BROKER), true);

    private final List<String> parts;
    private final boolean database;

    Away(List<String> parts, boolean database) {
      this.parts = parts;
      this.database = database;
    }
  }

  /**
   * Actions that failed did fail, nobody answers for the agents' app, and who was away is behind.
   */
  private static final Set<AlertKind> TRUE_WHATEVER_IS_AWAY =
      EnumSet.of(
          AlertKind.ACTION_FAILED, AlertKind.APP_WITHOUT_RESPONSIBLE, AlertKind.COLLECTOR_BEHIND);

  private final long seed;
  private final Consumer<String> say;

  /**
   * @param say takes what happens, a line each
   */
  public Outage(long seed, Consumer<String> say) {
    this.seed = seed;
    this.say = say;
  }

  /**
   * @param dir of everything; empty
   * @param outages what is away for how long, one after the other
   * @throws IllegalStateException naming what was lost or shown wrongly
   */
  public void run(Path dir, Map<Away, Duration> outages) {
    try (Parts parts = new Parts(dir)) {
      parts.startAll();
      Recorded recorded = new Recorded(parts, LIMIT);
      recorded.flowing();
      try (Agents agents = new Agents(dir.resolve("agents"), parts.bootstrap(), seed)) {
        awaitFleet(parts, agents);
        for (Map.Entry<Away, Duration> outage : outages.entrySet()) {
          agents.act();
          one(parts, recorded, agents, outage.getKey(), outage.getValue());
        }
      }
    }
  }

  private void awaitFleet(Parts parts, Agents agents) {
    Until.holds(
        "all nodes, instances and services are shown as they are",
        LIMIT,
        () ->
            count(parts, "node WHERE state='alive'") == agents.nodes()
                && count(parts, "instance WHERE NOT stale") == agents.instances()
                && count(parts, "service WHERE avail='up' AND overall='up' AND NOT stale")
                    == agents.nodes());
    // what was shown while one after the other came is no part of this
    forgetShown(parts);
  }

  private void one(Parts parts, Recorded recorded, Agents agents, Away away, Duration duration) {
    int before = agents.begun();
    long began = System.nanoTime();
    away.parts.forEach(parts::kill);
    if (away.database) {
      parts.killDatabase();
    }
    Until.holds(
        away + " is away for " + duration.toSeconds() + " s",
        duration.plusSeconds(60),
        () -> System.nanoTime() - began >= duration.toNanos());
    int waited = agents.waiting();
    long returns = System.nanoTime();
    if (away.database) {
      parts.startDatabase();
    }
    List<String> back = new ArrayList<>(away.parts);
    java.util.Collections.reverse(back);
    back.forEach(parts::start);
    if (away.parts.contains(Parts.BROKER)) {
      parts.awaitBroker();
    }
    recorded.flowing();
    long back1 = System.nanoTime() - returns;
    Map<String, Agents.Done> told = agents.stopActing();
    Until.holds("the spools are empty", LIMIT, () -> agents.waiting() == 0);
    recorded.all();
    List<String> wrong = new ArrayList<>(lost(parts, told));
    if (agents.lost() != 0) {
      wrong.add(agents.lost() + " records were given up by the spools");
    }
    wrong.addAll(disorder(parts));
    wrong.addAll(shownWrongly(parts, agents));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          away
              + " away for "
              + duration.toSeconds()
              + " s, seed "
              + seed
              + ": "
              + String.join("; ", wrong.subList(0, Math.min(10, wrong.size()))));
    }
    say.accept(
        "%s away for %d s: %d records waited in spools; back after %.1f s; %d actions, %d of them since it went, each whole and once; nobody shown silent, stale or unavailable, no alert raised of any"
            .formatted(
                away,
                duration.toSeconds(),
                waited,
                back1 / 1e9,
                told.size(),
                told.size() - before));
  }

  /** Actions that do not stand in the tables as they were told. */
  private static List<String> lost(Parts parts, Map<String, Agents.Done> told) {
    List<String> wrong = new ArrayList<>();
    Map<String, Agents.Done> held = new HashMap<>();
    Rows.each(
        parts.database(),
        "SELECT id, status, (SELECT COUNT(*) FROM action_line l WHERE l.action = a.id) FROM action a",
        row -> held.put(row.getString(1), new Agents.Done(row.getString(2), row.getInt(3))));
    told.forEach(
        (id, done) -> {
          if (!done.equals(held.get(id))) {
            wrong.add("action " + id + " is " + held.get(id) + ", told was " + done);
          }
        });
    if (held.size() != told.size()) {
      wrong.add(held.size() + " actions are held, " + told.size() + " were told");
    }
    return wrong;
  }

  /** Each node's records stand in its own order; one that was sent again may stand again. */
  private static List<String> disorder(Parts parts) {
    List<String> wrong = new ArrayList<>();
    Map<String, Long> newest = new HashMap<>();
    Map<String, Set<Long>> seen = new HashMap<>();
    new Evidence(parts)
        .records(
            List.of(Topic.ACTION),
            record -> {
              long seq =
                  Long.parseLong(
                      new String(
                          record.headers().lastHeader("seq").value(),
                          java.nio.charset.StandardCharsets.US_ASCII));
              String install =
                  new String(
                      record.headers().lastHeader("install").value(),
                      java.nio.charset.StandardCharsets.US_ASCII);
              String order = install + " on partition " + record.partition();
              boolean again = !seen.computeIfAbsent(order, key -> new HashSet<>()).add(seq);
              if (!again && newest.getOrDefault(order, 0L) > seq) {
                wrong.add("record " + seq + " of " + order + " stands behind " + newest.get(order));
              }
              newest.merge(order, seq, Math::max);
            });
    return wrong;
  }

  private static List<String> shownWrongly(Parts parts, Agents agents) {
    List<String> wrong = new ArrayList<>();
    Rows.each(
        parts.database(),
        "SELECT id, state FROM node_span UNION ALL SELECT id, state FROM node WHERE state<>'alive'",
        row -> wrong.add("node " + row.getString(1) + " was " + row.getString(2)));
    Rows.each(
        parts.database(),
        "SELECT id, avail, overall, stale FROM service_span UNION ALL SELECT id, avail, overall, stale FROM service WHERE avail<>'up' OR overall<>'up' OR stale",
        row ->
            wrong.add(
                "service "
                    + row.getString(1)
                    + " was "
                    + row.getString(2)
                    + "/"
                    + row.getString(3)));
    Rows.each(
        parts.database(),
        "SELECT id, avail, stale FROM instance_span UNION ALL SELECT id, avail, stale FROM instance WHERE stale",
        row -> wrong.add("instance " + row.getString(1) + " was " + row.getString(2)));
    Rows.each(
        parts.database(),
        "SELECT DISTINCT alert FROM alert_change WHERE move='raised'",
        row -> {
          if (!TRUE_WHATEVER_IS_AWAY.contains(AlertId.parse(row.getString(1)).kind())) {
            wrong.add("alert " + row.getString(1) + " was raised");
          }
        });
    if (count(parts, "service") != agents.nodes()) {
      wrong.add(count(parts, "service") + " services are shown, there are " + agents.nodes());
    }
    return wrong;
  }

  private static void forgetShown(Parts parts) {
    try (Connection connection = parts.database().connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("node_span", "service_span", "instance_span", "alert_change")) {
        statement.execute("DELETE FROM " + table);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("what was shown cannot be deleted", e);
    }
  }

  private static int count(Parts parts, String what) {
    int[] count = {0};
    Rows.each(parts.database(), "SELECT COUNT(*) FROM " + what, row -> count[0] = row.getInt(1));
    return count[0];
  }
}
