package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/** Operators and stores name what lies on brokers and disks: a change of them is a decision. */
class TopologyTest {
  private static final String ACCEPT =
      "mvn -pl streams -am test -Dtest=TopologyTest -Dsurefire.failIfNoSpecifiedTests=false -Daccept";

  private final TopologyDescription topology = topology().describe();

  private static Topology topology() {
    return new VigieTopology(
            StreamsSettings.local("nowhere:9092", Path.of("nowhere")),
            4,
            Gates.ALWAYS_OPEN,
            new Metrics())
        .build();
  }

  @Test
  void theTopologyIsTheApprovedOne() throws IOException {
    approved(Path.of("src", "test", "resources", "topology.txt"), topology.toString());
  }

  @Test
  void thePageIsDrawnFromTheTopology() throws IOException {
    approved(Path.of("..", "docs", "topology.md"), TopologyPage.render(topology));
  }

  private static void approved(Path file, String now) throws IOException {
    if (System.getProperty("accept") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, now);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s is stale; look at what changed, then run: %s", file.getFileName(), ACCEPT)
        .isEqualTo(now);
  }
}
