package io.vigie.standalone.lab;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.fleet.Fleet;
import io.vigie.fleet.FleetSettings;
import io.vigie.fleet.Stage;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A fleet on a collector in this process; what happens to it raises the alerts it must, no other,
 * and they are resolved after it. What stands without any of this, such as applications that nobody
 * answers for, is left out.
 */
public final class Alarms {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Longer than the longest hold of what these plays could wrongly raise. */
  private static final Duration HOLDS = Duration.ofSeconds(75);

  /**
   * Of the fleet as it is, of services that are left where a play moved them, of a machine too slow
   * for all this.
   */
  private static final Set<AlertKind> STANDING =
      EnumSet.of(
          AlertKind.APP_WITHOUT_RESPONSIBLE,
          AlertKind.CHECK_OUT_OF_BOUNDS,
          AlertKind.COLLECTOR_BEHIND,
          AlertKind.SERVICE_MISPLACED);

  private static final Duration OUTAGE = Duration.ofSeconds(40);
  private static final Duration SPLIT = Duration.ofSeconds(80);
  private static final Duration ALL_SILENT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ALL_UPGRADED_WITHIN = Duration.ofSeconds(120);
  private static final int SWITCHED = 20;

  /** What happens. */
  public enum Play {
    SWITCH,
    CRASH,
    UPGRADE,
    OUTAGE,
    SPLIT,
    SILENCE
  }

  private final Consumer<String> say;
  private Connection tables;
  private Fleet fleet;
  private int silent;

  /**
   * @param say takes what happens, a line each
   */
  public Alarms(Consumer<String> say) {
    this.say = say;
  }

  /**
   * @param dir of everything; empty
   * @param cut nodes that fall silent at once
   * @throws IllegalStateException naming what was raised wrongly, or was not
   */
  public void run(Path dir, int nodes, int services, int cut, List<Play> plays) throws Exception {
    silent = cut;
    Terminal quiet = new Terminal();
    try (UntilStopped parts = new UntilStopped(quiet)) {
      Collector collector = Collector.start(CollectorSettings.scratch(dir), quiet, parts);
      FleetSettings settings = FleetSettings.DEMO.withSize(nodes, services).quiet();
      fleet = parts.own(Fleet.start(settings, collector.bootstrap()));
      tables = collector.connect();
      Until.holds("all nodes and services are shown as they are", LIMIT, this::allWell);
      say.accept(nodes + " nodes and " + fleet.instances() + " instances are shown as they are");
      for (Play play : plays) {
        play(play);
      }
      tables.close();
    }
  }

  private void play(Play play) throws SQLException {
    long begin = System.currentTimeMillis();
    long started = System.nanoTime();
    Set<AlertId> must =
        switch (play) {
          case SWITCH -> none(stage -> stage.switchOver(SWITCHED));
          case UPGRADE -> none(stage -> stage.upgrade(ALL_UPGRADED_WITHIN));
          case CRASH -> crash();
          case OUTAGE ->
              of(AlertKind.SERVICE_UNAVAILABLE, fleet.ask(stage -> stage.outage(OUTAGE)));
          case SPLIT -> of(AlertKind.SERVICE_SPLIT, fleet.ask(stage -> stage.split(SPLIT)));
          case SILENCE -> silence(begin);
        };
    Duration lasts =
        switch (play) {
          case UPGRADE -> ALL_UPGRADED_WITHIN.plus(HOLDS);
          case SPLIT -> SPLIT.plus(HOLDS);
          default -> HOLDS;
        };
    Until.holds(
        play + " is over, and what it could raise would be",
        lasts.plus(LIMIT),
        () -> System.nanoTime() - started >= lasts.toNanos() && allWell());
    Until.holds("all alerts of " + play + " are resolved", LIMIT, () -> open(begin).isEmpty());
    Set<AlertId> raised = raised(begin);
    if (!raised.equals(must)) {
      throw new IllegalStateException(
          play
              + ": not raised "
              + some(without(must, raised))
              + "; wrongly raised "
              + some(without(raised, must)));
    }
    say.accept(play + ": raised and resolved " + some(raised));
  }

  private Set<AlertId> none(Consumer<Stage> act) {
    fleet.stage(act);
    return Set.of();
  }

  private Set<AlertId> crash() throws SQLException {
    NodeId node = fleet.ask(Stage::crash);
    AlertId alert = AlertId.of(AlertKind.NODE_SILENT, node, "");
    Until.holds("its silence is told", LIMIT, () -> count("alert WHERE id=?", alert) == 1);
    fleet.stage(stage -> stage.boot(node));
    return Set.of(alert);
  }

  private Set<AlertId> silence(long begin) throws SQLException {
    List<NodeId> cut = fleet.ask(stage -> stage.cut(silent, ALL_SILENT_WITHIN));
    Until.holds(
        "all of them are silent, under one root",
        LIMIT,
        () -> count("node WHERE state='silent'") == cut.size() && roots(begin).size() == 1);
    Set<AlertId> roots = roots(begin);
    say.accept(cut.size() + " nodes are silent; open alerts that hang on no other: " + roots);
    fleet.stage(Stage::mend);
    Set<AlertId> must = new TreeSet<>(roots);
    cut.forEach(node -> must.add(AlertId.of(AlertKind.NODE_SILENT, node, "")));
    // sites are roots until the fleet is; what hangs on them comes and goes with them
    must.addAll(alerts("held_by<>'' AND at>=?", begin));
    return must;
  }

  private static Set<AlertId> of(AlertKind kind, ServiceId service) {
    return Set.of(AlertId.of(kind, service, ""));
  }

  private boolean allWell() throws SQLException {
    return count("node WHERE state='alive'") == fleet.nodes()
        && count("instance WHERE NOT stale") == fleet.instances()
        && count("service WHERE avail='up' AND NOT stale") == fleet.services();
  }

  private int count(String what, Object... of) throws SQLException {
    try (PreparedStatement query = tables.prepareStatement("SELECT COUNT(*) FROM " + what)) {
      for (int i = 0; i < of.length; i++) {
        query.setString(i + 1, of[i].toString());
      }
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private Set<AlertId> raised(long since) throws SQLException {
    return alerts("move='raised' AND at>=?", since);
  }

  private Set<AlertId> open(long since) throws SQLException {
    return alerts("at>=? AND alert IN (SELECT id FROM alert WHERE state='open')", since);
  }

  /** Open, raised since then, and hanging on no other. */
  private Set<AlertId> roots(long since) throws SQLException {
    return alerts(
        "at>=? AND alert IN (SELECT id FROM alert WHERE state='open' AND held_by='')", since);
  }

  private Set<AlertId> alerts(String which, long since) throws SQLException {
    Set<AlertId> found = new TreeSet<>();
    try (PreparedStatement query =
        tables.prepareStatement("SELECT DISTINCT alert FROM alert_change WHERE " + which)) {
      query.setLong(1, since);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          AlertId alert = AlertId.parse(rows.getString(1));
          if (!STANDING.contains(alert.kind())) {
            found.add(alert);
          }
        }
      }
    }
    return found;
  }

  private static Set<AlertId> without(Set<AlertId> all, Set<AlertId> some) {
    Set<AlertId> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static String some(Set<AlertId> alerts) {
    String first =
        alerts.stream().limit(5).map(AlertId::toString).collect(Collectors.joining(", "));
    return alerts.isEmpty()
        ? "none"
        : alerts.size() <= 5 ? first : alerts.size() + " (" + first + ", …)";
  }
}
