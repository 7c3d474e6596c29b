package io.vigie.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigie.ingest.pulse.PulseWriter;
import io.vigie.ingest.recorder.Recorder;
import java.util.ArrayList;
import java.util.List;

/**
 * The collector's door to MariaDB: recorder and pulse writer. The HTTP door for agents without a
 * Kafka client belongs beside them.
 */
public final class Ingest implements AutoCloseable {
  private final Recorder recorder;
  private final PulseWriter pulses;

  private Ingest(Recorder recorder, PulseWriter pulses) {
    this.recorder = recorder;
    this.pulses = pulses;
  }

  /**
   * Returns at once: broker and database may come later, go away and come back.
   *
   * @param registry takes the meters {@code vigie.recorder.*} and {@code vigie.pulse.*}
   */
  public static Ingest start(IngestSettings settings, MeterRegistry registry) {
    return new Ingest(Recorder.start(settings, registry), PulseWriter.start(settings, registry));
  }

  public boolean healthy() {
    return parts().stream().allMatch(PartHealth::working);
  }

  /** Each part, working or not, with what is wrong. */
  public List<PartHealth> parts() {
    List<PartHealth> parts = new ArrayList<>(recorder.health());
    parts.add(pulses.health());
    return parts;
  }

  /** The transaction under way ends first. */
  @Override
  public void close() {
    pulses.close();
    recorder.close();
  }
}
