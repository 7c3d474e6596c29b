package io.vigie.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(Words.in("fr").keys()).isEqualTo(Words.in("en").keys());
  }

  @Test
  void everySeverityAndEveryKindHasItsWords() {
    Stream<String> severities = Arrays.stream(Severity.values()).map(Severity::wire);
    Stream<String> kinds =
        Arrays.stream(AlertKind.values())
            .map(kind -> kind.wire() + (kind == AlertKind.FLEX_OUT_OF_RANGE ? ".none" : ""));
    TreeSet<String> keys = new TreeSet<>();
    severities.forEach(word -> keys.add("severity." + word));
    kinds.forEach(word -> keys.add("what." + word));

    assertThat(Words.in("fr").keys()).containsAll(keys);
  }

  @Test
  void whatWeDoNotSpeakIsEnglish() {
    assertThat(Words.in("de").language()).isEqualTo("en");
    assertThat(Words.in("fr-CA").language()).isEqualTo("fr");
  }
}
