package io.vigie.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Held against the JDK's own reading and writing. */
class MomentsTest {
  private static final long LAST_SECOND = 253_402_300_799L;

  @Property
  void aMomentIsWrittenAndReadAsTheJdkDoes(
      @ForAll @LongRange(min = 0, max = LAST_SECOND) long second,
      @ForAll @IntRange(min = 0, max = 999) int millis) {
    Instant moment = Instant.ofEpochSecond(second, millis * 1_000_000L);
    assertThat(Moments.write(moment)).isEqualTo(moment.toString());
    assertThat(Moments.read(moment.toString())).isEqualTo(moment);
  }

  @Property
  void aFinerMomentLosesNothing(@ForAll @IntRange(min = 0, max = 999_999_999) int nanos) {
    Instant moment = Instant.ofEpochSecond(1_800_000_000L, nanos);
    assertThat(Moments.read(Moments.write(moment))).isEqualTo(moment);
    assertThat(Moments.write(moment)).isEqualTo(moment.toString());
  }

  @Property
  void anyNumberOfDigitsIsReadAsTheJdkDoes(
      @ForAll @IntRange(min = 0, max = 999_999_999) int nanos,
      @ForAll @IntRange(min = 1, max = 9) int digits) {
    String text = "2026-11-24T13:00:00." + String.format("%09d", nanos).substring(0, digits) + "Z";
    assertThat(Moments.read(text)).isEqualTo(Instant.parse(text));
  }

  @Property
  void millisecondsAreCutNotRounded(@ForAll @IntRange(min = 0, max = 999_999_999) int nanos) {
    assertThat(Moments.writeMillis(Instant.ofEpochSecond(1_800_000_000L, nanos)))
        .isEqualTo("2027-01-15T08:00:00." + String.format("%09d", nanos).substring(0, 3) + "Z");
  }

  @Example
  void whatIsNotInTheUsualShapeIsReadToo() {
    assertThat(Moments.read("2026-11-24T13:00:00.5Z"))
        .isEqualTo(Instant.parse("2026-11-24T13:00:00.500Z"));
    assertThat(Moments.read("2026-11-24T13:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
    assertThat(Moments.read("2026-11-24T24:00:00Z"))
        .isEqualTo(Instant.parse("2026-11-25T00:00:00Z"));
  }

  @Example
  void whatIsNoMomentIsRefused() {
    for (String text :
        new String[] {
          "",
          "Z",
          "2026-02-30T00:00:00Z",
          "2026-13-01T00:00:00Z",
          "2026-11-24T13:60:00Z",
          "2026-11-24 13:00:00Z",
          "2026-11-24T13:00:00.12xZ",
          "2026-11-24T13:00:00.1234567890Z",
          "2026-11-24T13:00:0１Z",
          "1969-12-31T23:59:59Z",
          "+10000-01-01T00:00:00Z"
        }) {
      assertThatThrownBy(() -> Moments.read(text)).isInstanceOf(DateTimeException.class);
    }
  }
}
