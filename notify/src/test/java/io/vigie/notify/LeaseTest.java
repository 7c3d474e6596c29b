package io.vigie.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
  @Test
  void itHoldsUntilItEndsAndNothingRenewsItThen() {
    Lease lease = Lease.of(Duration.ofMinutes(1));
    Runnable renewal = lease.renewal();
    assertThat(lease.getAsBoolean()).isTrue();
    lease.end();
    renewal.run();
    assertThat(lease.getAsBoolean()).isFalse();
  }
}
