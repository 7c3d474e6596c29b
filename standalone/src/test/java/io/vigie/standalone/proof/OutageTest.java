package io.vigie.standalone.proof;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.vigie.standalone.lab.Outage;
import io.vigie.standalone.lab.Outage.Away;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is blamed for the collector's absence: the short form of {@code ./vigie lab outage}. */
class OutageTest {
  private static final long SEED = Long.getLong("vigie.seed", 7);

  /** Kept when the proof fails: the parts' logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path dir;

  @Test
  void whatIsAwayForAWhileLosesNothingAndNobodyIsShownSilentForIt() {
    Map<Away, Duration> outages = new LinkedHashMap<>();
    // longer than the 30 pulses after which a node would be silent: they go on while streams are
    // away
    outages.put(Away.STREAMS, Duration.ofSeconds(32));
    // longer than the 5 s gap after which everybody has the full allowance again
    outages.put(Away.BROKER, Duration.ofSeconds(6));
    outages.put(Away.COLLECTOR, Duration.ofSeconds(6));
    Outage outage = new Outage(SEED, System.out::println);
    assertThatCode(() -> outage.run(dir, outages)).doesNotThrowAnyException();
  }
}
