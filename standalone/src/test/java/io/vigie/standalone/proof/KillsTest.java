package io.vigie.standalone.proof;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.vigie.standalone.lab.Fault;
import io.vigie.standalone.lab.Kills;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Promises 1 to 3, with kill -9: the short form of {@code ./vigie lab kills}. */
class KillsTest {
  private static final long SEED = Long.getLong("vigie.seed", 7);

  /** Longer than the 5 s after which MariaDB ends what a recorder that stands still has begun. */
  private static final Duration SUSPENSION = Duration.ofSeconds(10);

  /** Kept when the proof fails: the parts' logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path dir;

  @Test
  void whateverIsKilledAndWheneverTheTablesAreWhatWasSent() {
    Kills kills = new Kills(SEED, SUSPENSION, System.out::println);
    // two of the others begin with this one
    List<Fault> faults = new ArrayList<>(Kills.everyFault());
    faults.remove(Fault.STREAMS_KILLED);
    // a minute by itself: the long form has it
    faults.remove(Fault.STREAMS_KILLED_WHILE_ANOTHER_JOINS);

    assertThatCode(() -> kills.run(dir, 1, faults)).doesNotThrowAnyException();
  }
}
