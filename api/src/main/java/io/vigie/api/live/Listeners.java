package io.vigie.api.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.api.list.Sights;
import io.vigie.api.session.Person;
import io.vigie.api.session.Sessions;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every browser that listens now. Each hears a pulse a second: that is also how a dead line shows.
 */
@Singleton
final class Listeners {
  static final int MOST = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
  private static final long PULSE_MILLIS = 1_000;

  private final Lag lag;
  private final Sessions sessions;
  private final Sights sights;
  private final Set<Listener> all = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timers =
      Executors.newScheduledThreadPool(3, task -> new Thread(task, "live-timers"));

  Listeners(Lag lag, Sessions sessions, Sights sights, MeterRegistry meters) {
    this.lag = lag;
    this.sessions = sessions;
    this.sights = sights;
    meters.gauge("vigie.live.listeners", all, Set::size);
    meters.gauge("vigie.live.behind", this, Listeners::mostBehind);
    meters.gauge("vigie.live.lag.seconds", lag, now -> now.millis() / 1_000.0);
  }

  @PostConstruct
  void start() {
    timers.scheduleAtFixedRate(this::beat, PULSE_MILLIS, PULSE_MILLIS, TimeUnit.MILLISECONDS);
    // apart: it may ask the database, and that may hang
    timers.scheduleWithFixedDelay(this::rights, PULSE_MILLIS, PULSE_MILLIS, TimeUnit.MILLISECONDS);
    timers.scheduleWithFixedDelay(lag::look, 0, PULSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Of the slowest, how many events wait for it. */
  long mostBehind() {
    return all.stream().mapToLong(Listener::behind).max().orElse(0);
  }

  boolean full() {
    return all.size() >= MOST;
  }

  void add(Listener listener) {
    all.add(listener);
    listener.beat(lag.millis());
  }

  void remove(Listener listener) {
    all.remove(listener);
  }

  /** There is something new. */
  void wake() {
    all.forEach(Listener::drain);
  }

  private void beat() {
    long millis = lag.millis();
    all.forEach(listener -> listener.beat(millis));
  }

  private void rights() {
    for (Listener listener : all) {
      try {
        Person person = listener.person();
        if (!sessions.runs(person)) {
          listener.end();
        } else {
          listener.sees(sights.of(person));
        }
      } catch (RuntimeException e) {
        // the database is away: nobody is thrown out for that; readiness tells it
        LOG.atDebug().setCause(e).log("a session cannot be looked up now");
        return;
      }
    }
  }

  @PreDestroy
  void stop() {
    timers.shutdownNow();
    all.forEach(Listener::end);
  }
}
