package io.vigie.notify.post;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Sender;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends, or stands by for the one that does, until it is closed. */
public final class Post implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Post.class);
  private static final long AGAIN_SECONDS = 1;
  private static final long CLOSE_SECONDS = 20;

  private final NotifySettings settings;
  private final Lane lane;
  private final Sender sender;
  private final Hands hands;
  private final InstantSource clock;
  private final NotifyMetrics metrics;
  private final Server server;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean leads;

  /** Why it neither sends nor stands by; empty while it does. */
  private volatile String reason = "";

  Post(
      NotifySettings settings,
      Lane lane,
      Sender sender,
      InstantSource clock,
      MeterRegistry registry) {
    this.settings = settings;
    this.lane = lane;
    this.sender = sender;
    hands = new Hands(sender);
    this.clock = clock;
    thread = new Thread(this::run, "notify-post-" + lane.word());
    metrics = new NotifyMetrics(registry, lane.word());
    server = new Server(metrics::outage);
  }

  /**
   * Mails. Returns at once: broker and mail server may come later, go away and come back.
   *
   * @param domain of the sender
   */
  public static Post ofMails(
      NotifySettings settings, String domain, Sender sender, MeterRegistry registry) {
    return start(settings, Lane.mail(domain), sender, registry);
  }

  /** Calls of webhooks and chats, likewise. */
  public static Post ofCalls(NotifySettings settings, Sender sender, MeterRegistry registry) {
    return start(settings, Lane.calls(), sender, registry);
  }

  private static Post start(
      NotifySettings settings, Lane lane, Sender sender, MeterRegistry registry) {
    Post post = new Post(settings, lane, sender, InstantSource.system(), registry);
    post.begin();
    return post;
  }

  void begin() {
    thread.start();
  }

  /** Whether this process sends, of all that could. */
  public boolean leads() {
    return leads;
  }

  /** Why it does not work; empty when it does. */
  public String reason() {
    return reason.isEmpty() ? server.reason() : reason;
  }

  private void run() {
    while (!isClosing()) {
      turn();
      leads = false;
      pause();
    }
    hands.close();
  }

  private void turn() {
    try (Session session =
        new Session(settings, lane, sender::body, hands, clock, metrics, server)) {
      while (!isClosing()) {
        session.step();
        leads = session.leads();
        works();
      }
      session.end();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void works() {
    if (!reason.isEmpty()) {
      LOG.atInfo().log("Kafka is available again");
      reason = "";
    }
  }

  // a bad hour is told once, and is no end
  private void failed(Exception e) {
    String now = String.valueOf(e.getMessage());
    if (!isClosing() && reason.isEmpty()) {
      metrics.outage();
      LOG.atWarn().setCause(e).log("nothing is sent; it is tried again every second");
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

  /** What is being handed over is waited for, a while. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
