package io.vigie.agent.transport;

import io.vigie.agent.spool.Entry;
import io.vigie.agent.spool.Spool;
import io.vigie.contract.wire.Mac;
import io.vigie.contract.wire.Stamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes entries from a spool to a transport, in order, a window of them at a time. Has no thread:
 * whoever calls {@link #pump} moves it on.
 */
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int BATCH = 100;

  private final Spool spool;
  private final Transport transport;
  private final Clock clock;
  private final Mac mac;
  private final int window;
  private final AtomicInteger onTheWay = new AtomicInteger();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile Instant firstAcknowledged;
  private volatile Instant lastAcknowledged;
  private volatile String trouble = "";

  /** One came back: the others settle first, so that it goes out again before what follows it. */
  private volatile boolean holding;

  /**
   * @param mac the node's key; null when it has none
   * @param window records on their way at one time, at most
   */
  public Courier(Spool spool, Transport transport, Clock clock, Mac mac, int window) {
    this.spool = spool;
    this.transport = transport;
    this.clock = clock;
    this.mac = mac;
    this.window = window;
  }

  /**
   * Hands over what the window allows.
   *
   * @return whether all that waited was handed over; if not, call again soon
   */
  public boolean pump() {
    if (holding && onTheWay.get() > 0) {
      return false;
    }
    holding = false;
    while (!holding) {
      int room = Math.min(BATCH, window - onTheWay.get());
      if (room <= 0) {
        return false;
      }
      List<Entry> entries = spool.take(room);
      if (entries.isEmpty()) {
        return true;
      }
      for (int i = 0; i < entries.size(); i++) {
        if (!handOver(entries.get(i))) {
          entries.subList(i, entries.size()).forEach(entry -> spool.again(entry.order()));
          return false;
        }
      }
    }
    return false;
  }

  private boolean handOver(Entry entry) {
    Stamp stamp = new Stamp(entry.order(), clock.instant(), spool.install());
    String signature =
        mac == null ? "" : mac.sign(entry.topic().wire(), entry.key(), stamp, entry.value());
    onTheWay.incrementAndGet();
    boolean taken =
        transport.send(
            new Outgoing(
                entry.topic(), entry.key(), entry.anchor(), stamp, signature, entry.value()),
            outcome -> settle(entry, outcome));
    if (!taken) {
      onTheWay.decrementAndGet();
    }
    return taken;
  }

  private void settle(Entry entry, Outcome outcome) {
    onTheWay.decrementAndGet();
    if (outcome instanceof Outcome.Never never) {
      refused.incrementAndGet();
      LOG.atError()
          .addKeyValue("topic", entry.topic().wire())
          .addKeyValue("key", entry.key())
          .addKeyValue("bytes", entry.value().length)
          .addKeyValue("reason", never.why())
          .log("record set aside, no broker takes it");
      spool.setAside(entry, never.why());
    } else if (outcome instanceof Outcome.NotNow notNow) {
      tell(notNow.why());
      holding = true;
      spool.again(entry.order());
    } else {
      acknowledged.incrementAndGet();
      lastAcknowledged = clock.instant();
      if (firstAcknowledged == null) {
        firstAcknowledged = lastAcknowledged;
      }
      tell("");
      spool.done(entry.order());
    }
  }

  private void tell(String why) {
    boolean well = trouble.isEmpty();
    trouble = why;
    if (well && !why.isEmpty()) {
      LOG.atWarn().addKeyValue("reason", why).log("reports wait, the broker does not take them");
    } else if (!well && why.isEmpty()) {
      LOG.atInfo().log("the broker takes reports again");
    }
  }

  /** Null before the first one. */
  public Instant lastAcknowledged() {
    return lastAcknowledged;
  }

  /** Null before it. */
  public Instant firstAcknowledged() {
    return firstAcknowledged;
  }

  public long acknowledged() {
    return acknowledged.get();
  }

  /** Records that were set aside. */
  public long refused() {
    return refused.get();
  }

  /** Why the last record that was refused for now was; empty when all is well. */
  public String trouble() {
    return trouble;
  }
}
