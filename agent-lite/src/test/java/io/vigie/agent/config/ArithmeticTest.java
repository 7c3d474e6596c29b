package io.vigie.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
  @ParameterizedTest
  @CsvSource({
    "$(1 + 2 * 3),7",
    "$((1 + 2) * 3)m,9m",
    "$(10 / 4),2.5",
    "$(10 // 4),2",
    "$(-7 // 2),-4",
    "$(-7 % 3),2",
    "$(2 ** 10)k,1024k",
    "$(-2 ** 2),-4",
    "$(2 ** 3 ** 2),512",
    "$(0.1 + 0.2),0.3",
    "a$(1)b$(2)c,a1b2c",
  })
  void numbersAreWorkedOut(String text, String value) {
    assertThat(Arithmetic.in(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "sh -c 'kill $(cat /run/x.pid)'",
    "$(date +%s)",
    "$(10g / 2)",
    "$()",
    "$(1 + 2",
    "$HOME (1 + 2)",
  })
  void whatIsForAShellIsLeftAlone(String text) {
    assertThat(Arithmetic.in(text)).isEqualTo(text);
  }

  @Test
  void whatIsNoNumberIsToldWithItsPlace() {
    assertThatThrownBy(() -> Arithmetic.in("$(1 +)")).hasMessageContaining("is no arithmetic");
    assertThatThrownBy(() -> Arithmetic.in("$(1 / 0)")).hasMessage("$(1 / 0) divides by zero");
    assertThatThrownBy(() -> Arithmetic.in("$(9 ** 64)")).hasMessageContaining("10^18");
    assertThatThrownBy(() -> Arithmetic.in("$(1.2.3)")).hasMessageContaining("is no arithmetic");
  }
}
