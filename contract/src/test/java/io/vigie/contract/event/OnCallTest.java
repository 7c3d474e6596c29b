package io.vigie.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnCallTest {
  /** Office hours on Mondays, and the night from Friday to Saturday. */
  private static final OnCall PARIS =
      new OnCall(
          "Europe/Paris",
          List.of(
              new OnCall.Hours(List.of("mon"), "08:00", "18:00"),
              new OnCall.Hours(List.of("fri"), "22:00", "06:00")));

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T06:59:59Z, false",
    "2026-11-30T07:00:00Z, true",
    "2026-11-30T16:59:59Z, true",
    "2026-11-30T17:00:00Z, false",
    "2026-12-04T21:00:00Z, true",
    "2026-12-05T04:59:00Z, true",
    "2026-12-05T05:00:00Z, false",
    "2026-12-05T21:00:00Z, false",
    // an hour less to Greenwich in summer
    "2026-06-01T06:00:00Z, true",
    "2026-06-01T16:00:00Z, false"
  })
  void hoursAreThoseOfTheZone(Instant at, boolean told) {
    assertThat(PARIS.has(at)).isEqualTo(told);
  }

  @Test
  void withoutHoursItIsAlways() {
    assertThat(new OnCall("", List.of()).has(Instant.EPOCH)).isTrue();
  }

  @Test
  void aDayThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new OnCall.Hours(List.of("lundi"), "08:00", "18:00"))
        .hasMessage("hours.days must be of mon, tue, wed, thu, fri, sat, sun; got \"lundi\"");
    assertThatThrownBy(() -> new OnCall.Hours(List.of(), "8:00", "18:00"))
        .hasMessage("hours.from must be a time such as 08:00; got \"8:00\"");
    assertThatThrownBy(() -> new OnCall("Mars/Olympus", List.of()))
        .hasMessage("zone must be one such as Europe/Paris; got \"Mars/Olympus\"");
  }
}
