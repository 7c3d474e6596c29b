package io.vigie.api.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import io.vigie.api.act.Acted;
import io.vigie.api.action.ActionRow;
import io.vigie.api.action.ActionTable;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.node.NodeExtras;
import io.vigie.api.node.NodeReader;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rows show and changes do not carry. The stream waits for the database a moment at most: one
 * that hangs makes rows poorer, never late.
 */
@Singleton
final class Lookups {
  private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);
  private static final int WAIT_MILLIS = 250;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long EXTRAS_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long ANSWERING_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_AT_ONCE = 500;

  private final NodeReader nodes;
  private final DataSource database;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "live-lookups"));
  private final Cache<String, Fresh<NodeExtras>> extras =
      Caffeine.newBuilder().maximumSize(20_000).build();
  private final Cache<String, Fresh<String>> sites =
      Caffeine.newBuilder().maximumSize(20_000).build();
  private final Cache<String, Home> homes = Caffeine.newBuilder().maximumSize(50_000).build();
  private Fresh<AnsweringNow> answering = Fresh.of(AnsweringNow.NOTHING, System.nanoTime(), 0);
  private long pausedUntil = System.nanoTime();

  /** Of the last act of a person in this process: what was read before may be so no more. */
  private volatile long acted = System.nanoTime();

  Lookups(NodeReader nodes, DataSource database) {
    this.nodes = nodes;
    // plain connections: those of the injected one want a transaction of its framework
    this.database = DelegatingDataSource.unwrapDataSource(database);
  }

  /**
   * Whose a service is, and where.
   *
   * @param app empty when it names none, or is not known
   * @param nodes {@code cluster/node}
   */
  record Home(String app, List<String> nodes) {
    static final Home NONE = new Home("", List.of());

    static Home of(String cluster, String app, List<String> nodes) {
      return new Home(app, nodes.stream().map(node -> cluster + '/' + node).toList());
    }
  }

  private record Fresh<T>(T value, long readNanos, long untilNanos) {
    static <T> Fresh<T> of(T value, long readNanos, long goodNanos) {
      return new Fresh<>(value, readNanos, readNanos + goodNanos);
    }
  }

  @EventListener
  void forget(Acted act) {
    acted = System.nanoTime();
  }

  /** Of each node; what was known last when the database does not tell. */
  Map<String, NodeExtras> extras(Collection<String> ids) {
    List<String> wanted =
        ids.stream().distinct().filter(id -> !good(extras.getIfPresent(id))).toList();
    long now = System.nanoTime();
    for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MOST_AT_ONCE));
      ask(() -> nodes.extras(some))
          .forEach((id, found) -> extras.put(id, Fresh.of(found, now, EXTRAS_NANOS)));
    }
    Map<String, NodeExtras> all = new HashMap<>();
    for (String id : ids) {
      Fresh<NodeExtras> found = extras.getIfPresent(id);
      all.put(id, found == null ? NodeExtras.NONE : found.value());
    }
    return all;
  }

  /** Where each of these nodes stands; what was known last when the database does not tell. */
  Map<String, String> sites(Collection<String> ids) {
    List<String> wanted =
        ids.stream().distinct().filter(id -> !good(sites.getIfPresent(id))).toList();
    long now = System.nanoTime();
    for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MOST_AT_ONCE));
      ask(() -> nodes.sites(some))
          .forEach((id, site) -> sites.put(id, Fresh.of(site, now, EXTRAS_NANOS)));
    }
    Map<String, String> all = new HashMap<>();
    for (String id : ids) {
      Fresh<String> found = sites.getIfPresent(id);
      if (found != null) {
        all.put(id, found.value());
      }
    }
    return all;
  }

  /** Who answers for what; as it was known last when the database does not tell. */
  AnsweringNow answering() {
    if (!good(answering)) {
      long now = System.nanoTime();
      AnsweringNow found =
          ask(() -> Map.of("now", readAnswering())).getOrDefault("now", answering.value());
      answering = Fresh.of(found, now, ANSWERING_NANOS);
    }
    return answering.value();
  }

  private AnsweringNow readAnswering() throws SQLException {
    Map<String, Map<String, List<String>>> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT of_kind,of_id,who FROM answerable"
                    + " WHERE NOT reader ORDER BY of_kind,of_id,who_kind,who");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found
            .computeIfAbsent(rows.getString(1), kind -> new HashMap<>())
            .computeIfAbsent(rows.getString(2), id -> new ArrayList<>())
            .add(rows.getString(3));
      }
    }
    return new AnsweringNow(
        found.getOrDefault("app", Map.of()), found.getOrDefault("service", Map.of()));
  }

  private boolean good(Fresh<?> held) {
    return held != null
        && held.untilNanos() - System.nanoTime() > 0
        && held.readNanos() - acted > 0;
  }

  /** A change of the service said it. */
  void home(String service, Home home) {
    homes.put(service, home);
  }

  /** Of each service. */
  Map<String, Home> homes(Collection<String> services) {
    List<String> wanted =
        services.stream().distinct().filter(id -> homes.getIfPresent(id) == null).toList();
    for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MOST_AT_ONCE));
      homes.putAll(ask(() -> readHomes(some)));
    }
    Map<String, Home> all = new HashMap<>();
    services.forEach(
        id -> {
          Home home = homes.getIfPresent(id);
          all.put(id, home == null ? Home.NONE : home);
        });
    return all;
  }

  /** Of each action that the tables have. */
  Map<String, LiveActions.Known> actions(Collection<String> ids) {
    Map<String, LiveActions.Known> all = new HashMap<>();
    List<String> wanted = List.copyOf(ids);
    for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MOST_AT_ONCE));
      all.putAll(ask(() -> readActions(some)));
    }
    return all;
  }

  private Map<String, LiveActions.Known> readActions(List<String> ids) throws SQLException {
    Sql question = ActionTable.byIds(ids);
    Map<String, LiveActions.Known> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(question.text())) {
      for (int i = 0; i < ids.size(); i++) {
        query.setString(i + 1, ids.get(i));
      }
      try (ResultSet rows = query.executeQuery()) {
        Columns columns = new Columns(rows);
        while (rows.next()) {
          ActionRow row = ActionRow.read(columns);
          found.put(row.id(), new LiveActions.Known(row, columns.number("said")));
        }
      }
    }
    return found;
  }

  private Map<String, Home> readHomes(List<String> services) throws SQLException {
    String places = String.join(",", Collections.nCopies(services.size(), "?"));
    Map<String, Home> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT id,cluster,app,nodes FROM service WHERE id IN (" + places + ")")) {
      for (int i = 0; i < services.size(); i++) {
        query.setString(i + 1, services.get(i));
      }
      try (ResultSet rows = query.executeQuery()) {
        Columns columns = new Columns(rows);
        while (rows.next()) {
          found.put(
              columns.text("id"),
              Home.of(
                  columns.text("cluster"),
                  columns.text("app"),
                  columns.json("nodes", Answering.NAMES)));
        }
      }
    }
    return found;
  }

  private <V> Map<String, V> ask(Callable<Map<String, V>> question) {
    if (pausedUntil - System.nanoTime() > 0) {
      return Map.of();
    }
    Future<Map<String, V>> answer = worker.submit(question);
    try {
      return answer.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      pausedUntil = System.nanoTime() + PAUSE_NANOS;
      LOG.atWarn()
          .setCause(e)
          .log("the database does not answer in time: live rows go without what it knows for 10 s");
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
