package io.vigie.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.standalone.lab.Doors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody should send: the short form is the long one, {@code ./vigie lab doors}. */
class DoorsTest {
  /** Kept when the proof fails: the parts' logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path dir;

  @Test
  void aBadRecordIsRejectedWithItsReasonAndStopsNothing() {
    Doors.Outcome outcome = new Doors(System.out::println).run(dir);

    assertThat(outcome.wrong()).isEmpty();
    assertThat(outcome.rejected()).isEqualTo(outcome.expected());
    assertThat(outcome.refusedByBroker())
        .containsExactlyInAnyOrder(
            "null key: InvalidRecordException", "5 MB: RecordTooLargeException");
    assertThat(outcome.read().size() + outcome.rejected().size() + outcome.refusedByBroker().size())
        .as("sent = recorded + rejected + refused by the broker")
        .isEqualTo(outcome.sent());
  }
}
