package io.vigie.notify.blind;

import static io.vigie.notify.Told.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.notify.blind.Sight.News;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SightTest {
  private final Sight sight = new Sight(NINE);

  @BeforeEach
  void twoPartitions() {
    sight.expect(List.of(0, 1), NINE);
  }

  @Test
  void whoHasPulsesEverywhereSees() {
    for (int second = 0; second < 300; second++) {
      sight.pulse(0, NINE.plusSeconds(second));
      sight.pulse(1, NINE.plusSeconds(second));
      assertThat(sight.news(NINE.plusSeconds(second))).isEmpty();
    }
  }

  @Test
  void oneDarkPartitionIsEnoughToBeBlind() {
    sight.pulse(0, NINE.plusSeconds(60));
    quietUntil(59);
    assertThat(sight.news(NINE.plusSeconds(60))).contains(News.BLIND);
    assertThat(sight.since()).isEqualTo(NINE);
  }

  @Test
  void itIsSaidUntilItIsToldAndOnceWhenItIsOver() {
    quietUntil(59);
    assertThat(sight.news(NINE.plusSeconds(60))).contains(News.BLIND);
    assertThat(sight.news(NINE.plusSeconds(75))).contains(News.BLIND);
    sight.told(News.BLIND);
    assertThat(sight.news(NINE.plusSeconds(120))).isEmpty();
    sight.pulse(0, NINE.plusSeconds(130));
    assertThat(sight.news(NINE.plusSeconds(130))).isEmpty();
    sight.pulse(1, NINE.plusSeconds(130));
    assertThat(sight.news(NINE.plusSeconds(131))).contains(News.SEES);
    assertThat(sight.since()).isEqualTo(NINE);
    sight.told(News.SEES);
    assertThat(sight.news(NINE.plusSeconds(132))).isEmpty();
  }

  @Test
  void whoStoodStillHasAllTheTimeAgain() {
    quietUntil(50);
    assertThat(sight.news(NINE.plusSeconds(3_600))).isEmpty();
    quietUntil(3_600, 3_659);
    assertThat(sight.news(NINE.plusSeconds(3_660))).contains(News.BLIND);
  }

  @Test
  void aCollectorThatWasNeverSeenIsNotSeen() {
    Sight never = new Sight(NINE);
    for (int second = 0; second < 60; second++) {
      assertThat(never.news(NINE.plusSeconds(second))).isEmpty();
    }
    assertThat(never.news(NINE.plusSeconds(60))).contains(News.BLIND);
  }

  private void quietUntil(int last) {
    quietUntil(0, last);
  }

  private void quietUntil(int first, int last) {
    for (int second = first; second <= last; second++) {
      assertThat(sight.news(NINE.plusSeconds(second))).isEmpty();
    }
  }
}
