package io.vigie.ingest.recorder;

import java.util.concurrent.ThreadLocalRandom;

/** Waits that double up to a limit, each shortened by chance so that two never try in step. */
final class Backoff {
  private final long first;
  private final long most;
  private long next;

  Backoff(long firstMillis, long mostMillis) {
    first = firstMillis;
    most = mostMillis;
    next = firstMillis;
  }

  /** Milliseconds to wait before the next try. */
  long next() {
    long wait = next;
    next = Math.min(most, next * 2);
    return wait - ThreadLocalRandom.current().nextLong(wait / 3 + 1);
  }

  void reset() {
    next = first;
  }
}
