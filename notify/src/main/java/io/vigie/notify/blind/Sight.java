package io.vigie.notify.blind;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the collector sees: pulses come through it on every partition. Pure: time is told to it.
 */
final class Sight {
  static final Duration BLIND = Duration.ofSeconds(60);
  private static final Duration SEES = Duration.ofSeconds(10);

  /** Longer than it takes to find out that Kafka does not answer. */
  private static final Duration STOOD_STILL = Duration.ofSeconds(20);

  /** What is to be told. */
  enum News {
    BLIND,
    SEES
  }

  private final Map<Integer, Instant> pulses = new HashMap<>();
  private Instant start;
  private Instant asked;
  private Instant blindSince;

  Sight(Instant now) {
    start = now;
    asked = now;
  }

  /** Each of these has a pulse a second, from now on. */
  void expect(Collection<Integer> partitions, Instant now) {
    partitions.forEach(partition -> pulses.putIfAbsent(partition, now));
  }

  void pulse(int partition, Instant now) {
    pulses.put(partition, now);
  }

  /** Said again and again until {@link #told}. */
  Optional<News> news(Instant now) {
    // it was we who saw nothing
    if (blindSince == null && Duration.between(asked, now).compareTo(STOOD_STILL) > 0) {
      start = now;
      pulses.replaceAll((partition, last) -> now);
    }
    asked = now;
    Duration without = Duration.between(oldest(), now);
    if (blindSince == null) {
      return without.compareTo(BLIND) >= 0 ? Optional.of(News.BLIND) : Optional.empty();
    }
    return without.compareTo(SEES) < 0 ? Optional.of(News.SEES) : Optional.empty();
  }

  /** Since when something is not seen. */
  Instant since() {
    return blindSince == null ? oldest() : blindSince;
  }

  void told(News news) {
    blindSince = news == News.BLIND ? oldest() : null;
  }

  private Instant oldest() {
    return pulses.values().stream().min(Instant::compareTo).orElse(start);
  }
}
