package io.vigie.notify.tracker;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Worker;
import io.vigie.notify.channel.ChannelSettings;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.channel.Secrets;
import io.vigie.notify.web.Trusted;
import io.vigie.notify.web.Web;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells trackers what becomes of tickets, until it is closed. */
public final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** A call takes no longer. */
  static final Duration CALL = Duration.ofSeconds(20);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(60);

  private final NotifySettings settings;
  private final Patience patience;
  private final Web web;
  private final Trackers trackers;
  private final TrackerMetrics metrics;
  private final Worker worker = new Worker("notify-trackers", AGAIN, this::turn);

  /** Why it does not work; empty while it does. */
  private volatile String reason = "";

  Follower(NotifySettings settings, Channels channels, Patience patience, MeterRegistry registry) {
    this.settings = settings;
    this.patience = patience;
    web =
        new Web(
            settings.channels().networks(),
            Trusted.with(ChannelSettings.CA, settings.channels().ca()),
            CALL,
            Rest.MOST_BYTES);
    trackers = new Trackers(channels, new Secrets(settings.channels().secrets()), web);
    metrics = new TrackerMetrics(registry);
  }

  /** Returns at once: broker and trackers may come later, go away and come back. */
  public static Follower start(NotifySettings settings, Channels channels, MeterRegistry registry) {
    Follower follower = new Follower(settings, channels, Patience.USUAL, registry);
    follower.begin();
    return follower;
  }

  void begin() {
    worker.begin();
  }

  /** Why it does not work; empty when it does. */
  public String reason() {
    return reason;
  }

  private void turn() {
    try (Session session = new Session(settings, trackers, patience, metrics)) {
      while (!worker.isClosing()) {
        session.step();
        works();
      }
      session.end();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void works() {
    if (!reason.isEmpty()) {
      LOG.atInfo().log("trackers are told again");
      reason = "";
    }
  }

  // a bad hour is told once, and is no end
  private void failed(Exception e) {
    String now = String.valueOf(e.getMessage());
    if (!worker.isClosing() && reason.isEmpty()) {
      LOG.atWarn().setCause(e).log("no tracker is told; it is tried again every second");
    }
    reason = now;
  }

  /** What is under way is waited for, a while. */
  @Override
  public void close() {
    worker.close(CLOSE_WITHIN);
    web.close();
  }
}
