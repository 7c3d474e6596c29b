package io.vigie.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Failed sign-ins of the last minutes. A person at one address has few tries for one account, an
 * address has more for all accounts together, and an account many from everywhere: so a stranger
 * can hardly guess, and can hardly lock the owner out. Each api process counts for itself.
 */
@Singleton
public final class Attempts {
  static final int PER_ACCOUNT_AND_ADDRESS = 5;
  static final int PER_ADDRESS = 20;
  static final int PER_ACCOUNT = 200;

  /** From the first failure on; then all is forgotten. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_HELD = 50_000;

  private final Cache<String, AtomicInteger> failures =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(WINDOW).build();

  /**
   * Counts a try as failed until {@link #succeeded} says otherwise, so that many tries at once
   * count too. One that may not go on does not count.
   *
   * @return seconds to wait; 0 when the try may go on
   */
  long begin(String account, String address) {
    List<String> counted = new ArrayList<>();
    boolean allowed =
        counts("pair " + address + ' ' + account, PER_ACCOUNT_AND_ADDRESS, counted)
            && counts("address " + address, PER_ADDRESS, counted)
            && counts("account " + account, PER_ACCOUNT, counted);
    if (!allowed) {
      counted.forEach(key -> take(key, 1));
    }
    return allowed ? 0 : WINDOW.toSeconds();
  }

  void succeeded(String account, String address) {
    failures.invalidate("pair " + address + ' ' + account);
    take("address " + address, 1);
    take("account " + account, 1);
  }

  /** An administrator says who it is: the tries of that account count no more, from anywhere. */
  public void forgive(String account) {
    failures.invalidate("account " + account);
    failures
        .asMap()
        .forEach(
            (key, count) -> {
              String[] pair = key.split(" ", 3);
              if (pair[0].equals("pair") && pair[2].equals(account)) {
                failures.invalidate(key);
                take("address " + pair[1], Math.min(count.get(), PER_ACCOUNT_AND_ADDRESS));
              }
            });
  }

  /** It came to no answer. */
  void undone(String account, String address) {
    take("pair " + address + ' ' + account, 1);
    take("address " + address, 1);
    take("account " + account, 1);
  }

  private boolean counts(String key, int most, List<String> counted) {
    counted.add(key);
    return failures.get(key, unknown -> new AtomicInteger()).incrementAndGet() <= most;
  }

  private void take(String key, int tries) {
    AtomicInteger count = failures.getIfPresent(key);
    if (count != null) {
      count.addAndGet(-tries);
    }
  }
}
