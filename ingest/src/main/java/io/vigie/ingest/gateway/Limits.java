package io.vigie.ingest.gateway;

import java.time.Duration;

/**
 * What one request, and all of them together, may cost.
 *
 * @param bodyBytes largest body as it is sent
 * @param plainBytes largest body unpacked
 * @param events most events in a body
 * @param connections most at one time
 * @param heldBytes most bytes of bodies at one time, as they are sent
 * @param patience how long a client may take to send a whole request, and to read its answer
 * @param delivery how long Kafka may take to acknowledge
 */
record Limits(
    int bodyBytes,
    int plainBytes,
    int events,
    int connections,
    int heldBytes,
    Duration patience,
    Duration delivery) {
  static final Limits DEFAULT =
      new Limits(
          1_000_000,
          8_000_000,
          1_000,
          4_096,
          64_000_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));
}
