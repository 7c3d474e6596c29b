package io.vigie.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
  private static final Stamp STAMP =
      new Stamp(new Order(1795507200, 7), Instant.ofEpochMilli(1795507200123L), "a1b2");

  private final Headers headers = new RecordHeaders();

  @Test
  void aStampIsReadAsItWasWritten() {
    STAMP.writeTo(headers);
    assertThat(Stamp.read(headers)).isEqualTo(STAMP);
    assertThat(new String(headers.lastHeader(Stamp.SENT).value(), UTF_8))
        .isEqualTo("1795507200123");
  }

  @Test
  void writingTwiceLeavesOneOfEach() {
    STAMP.writeTo(headers);
    STAMP.writeTo(headers);
    assertThat(headers.toArray()).hasSize(4);
  }

  @Test
  void anInstallationThatIsUnknownIsNotWrittenAndReadsAsEmpty() {
    new Stamp(STAMP.order(), STAMP.sent(), "").writeTo(headers);
    assertThat(headers.lastHeader(Stamp.INSTALL)).isNull();
    assertThat(Stamp.read(headers).install()).isEmpty();
    headers.add(Stamp.INSTALL, null);
    assertThat(Stamp.read(headers).install()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "epoch, ''",
    "epoch, -1",
    "epoch, 1.5",
    "epoch, 0x10",
    "epoch, ٣",
    "epoch, 1234567890123456789",
    "seq, ' 7'",
    "seq, seven",
    "sent, 2026-11-24T08:00:00Z",
    "sent, 253402300800000",
    "sent, 999999999999999999",
    "install, a b",
    "install, é",
    "install, 'x;drop'"
  })
  void aHeaderThatBreaksItsRuleIsNamed(String name, String text) {
    STAMP.writeTo(headers);
    headers.remove(name).add(name, text.getBytes(UTF_8));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stamp.read(headers))
        .withMessageContaining("header " + name);
  }

  @ParameterizedTest
  @CsvSource({"epoch", "seq", "sent"})
  void aHeaderThatIsMissingIsNamed(String name) {
    STAMP.writeTo(headers);
    headers.remove(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stamp.read(headers))
        .withMessage("header " + name + " is missing");
    headers.add(name, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stamp.read(headers))
        .withMessage("header " + name + " is missing");
  }

  @Test
  void aNewEpochIsAfterEveryNumberOfTheOld() {
    assertThat(new Order(2, 1).after(new Order(1, 99))).isTrue();
    assertThat(new Order(2, 2).after(new Order(2, 1))).isTrue();
    assertThat(new Order(2, 2).after(new Order(2, 2))).isFalse();
    assertThat(new Order(1, 99).after(new Order(2, 1))).isFalse();
    assertThat(new Order(1, 1).after(Order.NONE)).isTrue();
  }
}
