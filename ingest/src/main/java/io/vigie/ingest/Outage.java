package io.vigie.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Something we need that may be away: says so once when it goes, once when it is back. */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final String of;
  private final Level level;
  private final Runnable counted;
  private Instant since;
  private String why;

  /**
   * @param of what may be away: broker, database
   * @param level ERROR when only a person can end it
   * @param counted called once for each outage
   */
  public Outage(String of, Level level, Runnable counted) {
    this.of = of;
    this.level = level;
    this.counted = counted;
  }

  public synchronized void goesOn(String reason) {
    why = reason;
    if (since == null) {
      since = Instant.now();
      counted.run();
      LOG.atLevel(level)
          .addKeyValue("what", of)
          .addKeyValue("reason", reason)
          .log("not available; waiting for it");
    }
  }

  public synchronized void over() {
    if (since != null) {
      long seconds = Duration.between(since, Instant.now()).toSeconds();
      LOG.atInfo().addKeyValue("what", of).addKeyValue("seconds", seconds).log("available again");
      since = null;
      why = null;
    }
  }

  /** Why it is away; empty when it is not. */
  public synchronized Optional<String> reason() {
    return Optional.ofNullable(why);
  }
}
