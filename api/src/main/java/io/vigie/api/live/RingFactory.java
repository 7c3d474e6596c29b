package io.vigie.api.live;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
final class RingFactory {
  /** At a hundred changes a second, some minutes: as long as a laptop's lid is closed. */
  private static final int MOST_EVENTS = 50_000;

  private static final long MOST_BYTES = 64L * 1024 * 1024;

  @Singleton
  Ring ring() {
    return new Ring(MOST_EVENTS, MOST_BYTES);
  }
}
