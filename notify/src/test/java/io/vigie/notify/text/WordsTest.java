package io.vigie.notify.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.ticket.Cause;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(Words.in("fr").keys()).isEqualTo(Words.in("en").keys());
  }

  @Test
  void bothLanguagesSayThemOfTheSameNames() {
    for (String key : Words.in("en").keys()) {
      assertThat(places(Words.in("fr"), key)).as(key).isEqualTo(places(Words.in("en"), key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void everySeverityAndCauseHasItsWords(String language) {
    Words words = Words.in(language);
    for (Severity severity : Severity.values()) {
      assertThat(words.has("severity." + severity.wire())).isTrue();
    }
    for (Cause cause : Cause.values()) {
      assertThat(words.has("subject." + cause.wire())).isTrue();
      assertThat(words.has("lead." + cause.wire())).isTrue();
      assertThat(words.has("group." + cause.wire())).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void everyKindHasASentence(AlertKind kind) {
    boolean counts = kind == AlertKind.FLEX_OUT_OF_RANGE;
    assertThat(Words.in("fr").has("what." + kind.wire() + (counts ? ".none" : ""))).isTrue();
  }

  @Test
  void nothingIsSingularInFrenchOnly() {
    assertThat(Words.in("fr").count("subject.resolved", 0, Map.of())).isEqualTo("0 résolue");
    assertThat(Words.in("en").count("subject.alerts", 0, Map.of())).isEqualTo("0 alerts");
  }

  private static TreeSet<String> places(Words words, String key) {
    TreeSet<String> places = new TreeSet<>();
    PLACE.matcher(words.say(key, Echo.ALL)).results().forEach(each -> places.add(each.group()));
    return places;
  }

  /** Every place is filled with its own name. */
  private static final class Echo extends java.util.HashMap<String, String> {
    static final Echo ALL = new Echo();

    @Override
    public String getOrDefault(Object name, String otherwise) {
      return "{" + name + "}";
    }
  }
}
