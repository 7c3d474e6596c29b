package io.vigie.api.session;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.vigie.api.ApiSettings;
import io.vigie.api.act.Relay;
import io.vigie.store.Store;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to this version and makes the first account, once the database answers. Tried
 * before the start returns, then again every two seconds.
 */
@Singleton
public final class Schema implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final int AGAIN_SECONDS = 2;

  private final ApiSettings settings;
  private final FirstAdmin admin;
  private final Relay relay;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "api-schema"));
  private volatile boolean ready;
  private volatile String reason = "";

  Schema(ApiSettings settings, FirstAdmin admin, Relay relay) {
    this.settings = settings;
    this.admin = admin;
    this.relay = relay;
  }

  /** Whether tables and the first account are there. */
  public boolean ready() {
    return ready;
  }

  /** Why it is not ready; empty when nothing was tried yet. */
  public String reason() {
    return reason;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    attempt();
  }

  private void attempt() {
    try {
      Store.migrate(settings.database());
      admin.ensure();
      relay.begin();
      ready = true;
      LOG.atInfo().log("database ready");
    } catch (RuntimeException e) {
      // a database that is away is told once, at each start of the outage; readiness tells it too
      String now = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      if (!now.equals(reason)) {
        LOG.atWarn()
            .addKeyValue("database", settings.database())
            .setCause(e)
            .log("the database cannot be used yet; it is tried again every two seconds");
      }
      reason = now;
      timer.schedule(this::attempt, AGAIN_SECONDS, TimeUnit.SECONDS);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
