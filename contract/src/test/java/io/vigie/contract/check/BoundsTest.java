package io.vigie.contract.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.CheckValues.Value;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
  private static final NodeId NODE = NodeId.parse("prod/n1");

  @ParameterizedTest
  @CsvSource({"9.999, low", "10, ok", "50, ok", "90, ok", "90.001, high", "90.0001, ok"})
  void aValueOnABoundIsWell(BigDecimal value, String state) {
    Bounds bounds = new Bounds(BigDecimal.TEN, new BigDecimal("90.00"));
    assertThat(bounds.of(Decimal.of("value", value)).wire()).isEqualTo(state);
  }

  @Test
  void withoutBoundsEverythingIsWell() {
    assertThat(Bounds.NONE.of(new BigDecimal("1e11"))).isEqualTo(CheckState.OK);
    assertThat(Bounds.byDefault("mail")).isEqualTo(Bounds.NONE);
    assertThat(Bounds.byDefault("fs_u").of(BigDecimal.valueOf(91))).isEqualTo(CheckState.HIGH);
  }

  @Test
  void boundsThatCrossAreRefused() {
    assertThatThrownBy(() -> threshold("fs_u", "90", "10"))
        .hasMessage("low must be at most high; got low 90, high 10");
  }

  @ParameterizedTest
  @CsvSource({"1e999999999", "-1e12", "1000000000000", "999999999999.9999", "-999999999999.9995"})
  void whatIsTooLargeIsRefusedAtOnce(String number) {
    assertThatThrownBy(() -> threshold("fs_u", null, number))
        .hasMessage("high must be a number of at most 12 digits before the point");
  }

  @ParameterizedTest
  @CsvSource({"1e-999999999, 0", "1.5000, 1.5", "1e3, 1000", "-0.0, 0", "0.0005, 0.001"})
  void equalNumbersAreEqual(String number, String shown) {
    BigDecimal decimal = Decimal.of("value", new BigDecimal(number));
    assertThat(decimal).hasToString(shown);
    assertThat(Decimal.ofThousandths(Decimal.thousandths(decimal))).isEqualTo(decimal);
  }

  @Test
  void whatWasTakenIsTakenAgainAsItIs() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      // around the largest, and around the smallest
      BigDecimal near = BigDecimal.TEN.pow(12).subtract(tiny(random));
      for (BigDecimal number : List.of(near, near.negate(), tiny(random))) {
        BigDecimal taken;
        try {
          taken = Decimal.of("value", number);
        } catch (IllegalArgumentException e) {
          continue;
        }
        assertThat(Decimal.of("value", taken)).as("%s", number).isEqualTo(taken);
        assertThat(Decimal.ofThousandths(Decimal.thousandths(taken))).isEqualTo(taken);
      }
    }
  }

  private static BigDecimal tiny(Random random) {
    return BigDecimal.valueOf(random.nextInt(100), random.nextInt(8));
  }

  @Test
  void aKindIsAWord() {
    assertThatThrownBy(() -> threshold("f s", null, "90"))
        .hasMessageContaining("kind must be 1 to 40 of A-Z a-z 0-9 . _ -")
        .hasMessageEndingWith("got \"f s\"");
  }

  @Test
  void aRunNamesEachCheckOnce() {
    Value twice = new Value("fs_u", "/", "", BigDecimal.ONE, "%");
    assertThatThrownBy(() -> new CheckValues(NODE, List.of(twice, twice), List.of()))
        .hasMessage("values must be of different checks; got \"fs_u /\" twice");
    assertThat(new Value("fs_u", "/", "prod/web", BigDecimal.ONE, "%").detail())
        .isEqualTo("prod/web fs_u /");
  }

  private static CheckThreshold threshold(String kind, String low, String high) {
    return new CheckThreshold(
        "t1",
        kind,
        null,
        "",
        low == null ? null : new BigDecimal(low),
        high == null ? null : new BigDecimal(high),
        "zoe");
  }
}
