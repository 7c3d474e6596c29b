package io.vigie.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.ingest.gateway.Gateway;
import io.vigie.ingest.pulse.PulseWriter;
import io.vigie.ingest.recorder.Recorder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The collector's doors: recorder to MariaDB, pulse writer, and, where it is asked for, the gateway
 * for nodes without a Kafka client.
 */
public final class Ingest implements AutoCloseable {
  private final Recorder recorder;
  private final PulseWriter pulses;
  private final Optional<Gateway> gateway;

  private Ingest(Recorder recorder, PulseWriter pulses, Optional<Gateway> gateway) {
    this.recorder = recorder;
    this.pulses = pulses;
    this.gateway = gateway;
  }

  /**
   * Returns at once: broker and database may come later, go away and come back.
   *
   * @param registry takes the meters {@code vigie.recorder.*}, {@code vigie.pulse.*} and {@code
   *     vigie.gateway.*}
   * @throws IllegalStateException when the gateway cannot listen
   */
  public static Ingest start(IngestSettings settings, MeterRegistry registry) {
    Optional<Gateway> gateway =
        settings.gateway().map(door -> Gateway.start(door, settings, registry));
    return new Ingest(
        Recorder.start(settings, registry), PulseWriter.start(settings, registry), gateway);
  }

  /** Where the gateway listens; empty when there is none. */
  public Optional<URI> gateway() {
    return gateway.map(Gateway::uri);
  }

  public boolean healthy() {
    return parts().stream().allMatch(PartHealth::working);
  }

  /** Each part, working or not, with what is wrong. */
  public List<PartHealth> parts() {
    List<PartHealth> parts = new ArrayList<>(recorder.health());
    parts.add(pulses.health());
    gateway.map(Gateway::health).ifPresent(parts::add);
    return parts;
  }

  /** The transaction under way ends first. */
  @Override
  public void close() {
    gateway.ifPresent(Gateway::close);
    pulses.close();
    recorder.close();
  }
}
