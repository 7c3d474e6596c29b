package io.vigie.api.self;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.health.Parts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnPartsTest {
  private final Parts parts = new Parts();
  private long nanos;
  private final OwnParts own = new OwnParts(parts::now, () -> nanos);

  @Test
  void aPartThatIsBrokenForAMinuteIsTold() {
    parts.broken("recorder", "the tables are 20 s behind the streams");
    seconds(0);
    assertThat(alerts()).isEmpty();
    seconds(59);
    assertThat(alerts()).isEmpty();
    seconds(1);
    assertThat(alerts())
        .containsExactly(
            "collector-behind:collector:recorder: the tables are 20 s behind the streams");
  }

  @Test
  void aPartThatWorksInBetweenBeginsAnew() {
    parts.broken("streams", "no pulse for 11 s");
    alerts();
    seconds(59);
    parts.working();
    assertThat(alerts()).isEmpty();
    parts.broken("streams", "no pulse for 11 s");
    seconds(1);
    assertThat(alerts()).isEmpty();
    seconds(60);
    assertThat(alerts()).hasSize(1);
    parts.working();
    assertThat(alerts()).isEmpty();
  }

  @Test
  void whoDidNotLookMeanwhileKnowsNothingOfIt() {
    parts.broken("streams", "no pulse for 11 s");
    alerts();
    own.rest();
    seconds(60);
    assertThat(alerts()).isEmpty();
  }

  private void seconds(long count) {
    nanos += Duration.ofSeconds(count).toNanos();
  }

  private List<String> alerts() {
    return own.look().stream()
        .flatMap(List::stream)
        .map(trouble -> trouble.alert() + ": " + trouble.summary())
        .toList();
  }
}
