package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTest {
  @Test
  void aLookThatFailedIsNotRepeatedByAllWhoGlanceWithinSeconds() {
    AtomicInteger looked = new AtomicInteger();
    Recent<String> recent =
        new Recent<>(
            () -> {
              throw new StepFailed("lvs took longer than 10 s: " + looked.incrementAndGet());
            },
            Duration.ofMinutes(1));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(recent::glance).hasMessage("lvs took longer than 10 s: 1");
    }

    assertThatThrownBy(recent::now).as("who acts looks for himself").hasMessageEndingWith("2");
    recent.forget();
    assertThatThrownBy(recent::glance).as("something was done").hasMessageEndingWith("3");
  }
}
