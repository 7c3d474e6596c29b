package io.vigie.agent.action;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids of actions: UUIDs of version 7 (RFC 9562), whose first 48 bits are the time. */
public final class ActionIds {
  private ActionIds() {}

  public static String at(Instant time, RandomGenerator random) {
    long high = time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
    long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
