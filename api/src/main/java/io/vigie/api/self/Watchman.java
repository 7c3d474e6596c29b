package io.vigie.api.self;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.vigie.api.act.Act;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Relay;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.id.AlertId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells streams what only the collector can see is wrong: of itself, and of what people keep in its
 * tables. Of several api processes the one that hands acts on does it.
 */
@Singleton
final class Watchman implements ApplicationEventListener<ServerStartupEvent> {
  /** Who says so. */
  static final String NAME = "vigie";

  private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
  private static final int EVERY_SECONDS = 5;
  private static final int STOP_SECONDS = 5;
  private static final Actor ITSELF = new Actor(NAME, "", "");

  private final List<Source> sources;
  private final Relay relay;
  private final Snapshots tables;
  private final Acts acts;

  /**
   * Streams of before may have refused what was told, or lost it with their Kafka; told again it is
   * no news to the others.
   */
  private boolean tellAll = true;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "watchman"));

  Watchman(List<Source> sources, Relay relay, Snapshots tables, Acts acts) {
    this.sources = sources;
    this.relay = relay;
    this.tables = tables;
    this.acts = acts;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    timer.scheduleWithFixedDelay(this::turn, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void turn() {
    try {
      if (relay.leads()) {
        look();
      } else {
        tellAll = true;
        sources.forEach(Source::rest);
      }
    } catch (HttpStatusException e) {
      LOG.atDebug().setCause(e).log("the database cannot be asked now; readiness tells it");
    } catch (RuntimeException e) {
      // a timer that lets one out never comes again
      LOG.atError().setCause(e).log("what is wrong with the collector could not be looked at");
    }
  }

  private void look() {
    Set<AlertKind> kinds = new HashSet<>();
    Map<AlertId, Trouble> now = new HashMap<>();
    for (Source source : sources) {
      Optional<List<Trouble>> troubles = source.look();
      if (troubles.isPresent()) {
        kinds.addAll(source.kinds());
        troubles.get().forEach(trouble -> now.put(trouble.alert(), trouble));
      }
    }
    boolean all = tellAll && !now.isEmpty();
    if (all || !tables.read(snapshot -> told(snapshot, kinds)).equals(envs(now))) {
      acts.run(ITSELF, act -> tell(act, kinds, now, all));
    }
    tellAll = false;
  }

  private static Map<AlertId, String> envs(Map<AlertId, Trouble> troubles) {
    Map<AlertId, String> envs = new HashMap<>();
    troubles.forEach((alert, trouble) -> envs.put(alert, trouble.env()));
    return envs;
  }

  /** Of those kinds what was told, with the environment that was told. */
  private static Map<AlertId, String> told(Snapshot snapshot, Set<AlertKind> kinds)
      throws SQLException {
    Map<AlertId, String> told = new HashMap<>();
    snapshot.all(
        Sql.of("SELECT alert,env FROM told_trouble"),
        row -> told.put(AlertId.parse(row.text("alert")), row.text("env")));
    told.keySet().removeIf(alert -> !kinds.contains(alert.kind()));
    return told;
  }

  private static Map<AlertId, String> tell(
      Act act, Set<AlertKind> kinds, Map<AlertId, Trouble> now, boolean all) throws SQLException {
    Map<AlertId, String> told = told(act.tables(), kinds);
    for (AlertId alert : told.keySet()) {
      if (!now.containsKey(alert)) {
        act.update("DELETE FROM told_trouble WHERE alert=?", alert.toString());
        act.order(Trouble.over(alert));
      }
    }
    for (Trouble trouble : now.values()) {
      if (all || !trouble.env().equals(told.get(trouble.alert()))) {
        act.update(
            "INSERT INTO told_trouble (alert,env) VALUES (?,?)"
                + " ON DUPLICATE KEY UPDATE env=VALUES(env)",
            trouble.alert().toString(),
            trouble.env());
        act.order(trouble.told());
      }
    }
    return told;
  }

  @PreDestroy
  void stop() throws InterruptedException {
    timer.shutdownNow();
    // what a source reads with belongs to the thread that asks it
    if (timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      sources.forEach(Source::rest);
    }
  }
}
