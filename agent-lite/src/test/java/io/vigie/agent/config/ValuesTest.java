package io.vigie.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "t,true",
    "True,true",
    "YES,true",
    "on,true",
    "1,true",
    "f,false",
    "no,false",
    "OFF,false",
    "0,false"
  })
  void truthHasManyWords(String text, boolean truth) {
    assertThat(Values.truth(text)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({"1m30s,90000", "500ms,500", "2h,7200000", "1d,86400000", "15,15000", "1h 5m,3900000"})
  void aDurationIsItsPartsAddedUpABareNumberIsSeconds(String text, long millis) {
    assertThat(Values.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1x", "-1s", "1.5h", "9999999999s"})
  void whatIsNoDurationIsRefusedWithTheRule(String text) {
    assertThatThrownBy(() -> Values.duration(text))
        .hasMessage("must be a duration such as 30s, 1m30s, 2h or 1d");
  }

  @ParameterizedTest
  @CsvSource({"10,10", "512k,524288", "10M,10485760", "2g,2147483648", "1 TiB,1099511627776"})
  void aSizeIsInPowersOf1024(String text, long bytes) {
    assertThat(Values.size(text)).isEqualTo(bytes);
  }

  @Test
  void aCommandIsSplitWithoutAShell() {
    assertThat(Values.argv("/bin/run 'two words' \"it's\" a\\ b $HOME | x"))
        .containsExactly("/bin/run", "two words", "it's", "a b", "$HOME", "|", "x");
    assertThatThrownBy(() -> Values.argv("run 'open")).hasMessage("has a quote that is not closed");
    assertThatThrownBy(() -> Values.argv("  ")).hasMessage("must be a command");
  }

  @ParameterizedTest
  @CsvSource({
    "PASSWORD=abc run,PASSWORD=*** run",
    "--db-password=abc --x=y,--db-password=*** --x=y",
    "mysql://u:pw@h/db,mysql://u:***@h/db",
    "x=1 y=2,x=1 y=2",
  })
  void credentialsInATextAreMasked(String text, String shown) {
    assertThat(Secrets.mask(text)).isEqualTo(shown);
  }
}
