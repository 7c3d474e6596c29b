package io.vigie.standalone.replay;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far it is, for the person who waits. */
final class Progress {
  private static final long APART_NANOS = 5_000_000_000L;

  private final PrintWriter err;
  private long told = System.nanoTime();

  Progress(PrintWriter err) {
    this.err = err;
  }

  void at(long appendedMillis, long records) {
    long now = System.nanoTime();
    if (now - told > APART_NANOS) {
      told = now;
      err.println(
          "  read to %s, %,d records"
              .formatted(
                  Instant.ofEpochMilli(appendedMillis).truncatedTo(ChronoUnit.SECONDS), records));
      err.flush();
    }
  }
}
