package io.vigie.notify.tracker;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.channel.ChannelSettings;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.channel.Secrets;
import io.vigie.notify.web.Trusted;
import io.vigie.notify.web.Web;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells trackers what becomes of tickets, until it is closed. */
public final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final long AGAIN_SECONDS = 1;

  /** A call takes no longer. */
  static final Duration CALL = Duration.ofSeconds(20);

  private static final long CLOSE_SECONDS = 60;

  private final NotifySettings settings;
  private final Patience patience;
  private final Web web;
  private final Trackers trackers;
  private final TrackerMetrics metrics;
  private final Thread thread = new Thread(this::run, "notify-trackers");
  private final CountDownLatch closing = new CountDownLatch(1);

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
    thread.start();
  }

  /** Why it does not work; empty when it does. */
  public String reason() {
    return reason;
  }

  private void run() {
    while (!isClosing()) {
      turn();
      pause();
    }
  }

  private void turn() {
    try (Session session = new Session(settings, trackers, patience, metrics)) {
      while (!isClosing()) {
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
    if (!isClosing() && reason.isEmpty()) {
      LOG.atWarn().setCause(e).log("no tracker is told; it is tried again every second");
    }
    reason = now;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      closing.await(AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  /** What is under way is waited for, a while. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    web.close();
  }
}
