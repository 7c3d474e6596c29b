package io.vigie.ingest.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.ingest.gateway.Results.Result;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What the gateway counts. */
final class GatewayMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger connections = new AtomicInteger();

  GatewayMetrics(MeterRegistry registry, Semaphore room, Limits limits) {
    this.registry = registry;
    registry.gauge("vigie.gateway.connections", connections);
    registry.gauge(
        "vigie.gateway.held.bytes", room, free -> limits.heldBytes() - free.availablePermits());
  }

  /** How many there are now, this one counted. */
  int opened() {
    return connections.incrementAndGet();
  }

  void closed() {
    connections.decrementAndGet();
  }

  /** From the first byte of a request to its answer. */
  void answered(int status, Duration took) {
    registry.timer("vigie.gateway.requests", "status", Integer.toString(status)).record(took);
  }

  /** A connection that was closed without an answer. */
  void dropped(String why) {
    registry.counter("vigie.gateway.dropped", "why", why).increment();
  }

  void event(Result result) {
    String outcome = result.reason() == null ? "accepted" : result.reason();
    registry.counter("vigie.gateway.events", "outcome", outcome).increment();
  }

  void outage(String of) {
    registry.counter("vigie.gateway.outages", "of", of).increment();
  }

  /** A fault of ours. */
  void failed() {
    registry.counter("vigie.gateway.failures").increment();
  }
}
