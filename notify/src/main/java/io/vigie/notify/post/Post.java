package io.vigie.notify.post;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Sender;
import io.vigie.notify.Worker;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends, or stands by for the one that does, until it is closed. */
public final class Post implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Post.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final NotifySettings settings;
  private final Lane lane;
  private final Sender sender;
  private final Hands hands;
  private final InstantSource clock;
  private final NotifyMetrics metrics;
  private final Server server;
  private final Worker worker;
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
    worker = new Worker("notify-post-" + lane.word(), AGAIN, this::turn, hands::close);
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
    worker.begin();
  }

  /** Whether this process sends, of all that could. */
  public boolean leads() {
    return leads;
  }

  /** Why it does not work; empty when it does. */
  public String reason() {
    return reason.isEmpty() ? server.reason() : reason;
  }

  private void turn() {
    try (Session session =
        new Session(settings, lane, sender::body, hands, clock, metrics, server)) {
      while (!worker.isClosing()) {
        session.step();
        leads = session.leads();
        works();
      }
      session.end();
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      leads = false;
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
    if (!worker.isClosing() && reason.isEmpty()) {
      metrics.outage();
      LOG.atWarn().setCause(e).log("nothing is sent; it is tried again every second");
    }
    reason = now;
  }

  /** What is being handed over is waited for, a while. */
  @Override
  public void close() {
    worker.close(CLOSE_WITHIN);
  }
}
