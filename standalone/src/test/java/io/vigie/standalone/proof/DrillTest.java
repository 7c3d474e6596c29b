package io.vigie.standalone.proof;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.vigie.standalone.lab.Drill;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A lost database is restored: {@code ./vigie lab drill}. */
class DrillTest {
  private static final long SEED = Long.getLong("vigie.seed", 7);

  /** Kept when the proof fails: the parts' logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path dir;

  @Test
  void yesterdaysDatabaseAndTodaysKafkaComeTogetherAgain() {
    Drill drill = new Drill(SEED, System.out::println);
    assertThatCode(() -> drill.run(dir)).doesNotThrowAnyException();
  }
}
