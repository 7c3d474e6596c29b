package io.vigie.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** So many of a kind in a minute, by this process. */
final class Pace {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MOST_HELD = 10_000;

  private final int most;
  private final Cache<String, AtomicInteger> counts =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(WINDOW).build();

  Pace(int most) {
    this.most = most;
  }

  /** Counts one more; whether it is one too many. */
  boolean exceeds(String key) {
    return counts.get(key, unknown -> new AtomicInteger()).incrementAndGet() > most;
  }
}
