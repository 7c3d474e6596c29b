package io.vigie.notify.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.ticket.Cause;
import io.vigie.words.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  private static Words in(String language) {
    return Words.in(language, Writer.class);
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(in("fr").keys()).isEqualTo(in("en").keys());
  }

  @Test
  void bothLanguagesSayThemOfTheSameNames() {
    for (String key : in("en").keys()) {
      assertThat(places(in("fr"), key)).as(key).isEqualTo(places(in("en"), key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void everyCauseHasItsWords(String language) {
    for (Cause cause : Cause.values()) {
      assertThat(in(language).has("subject." + cause.wire())).isTrue();
      assertThat(in(language).has("lead." + cause.wire())).isTrue();
      assertThat(in(language).has("group." + cause.wire())).isTrue();
    }
  }

  @Test
  void nothingIsSingularInFrenchOnly() {
    assertThat(in("fr").count("subject.resolved", 0, Map.of())).isEqualTo("0 résolue");
    assertThat(in("en").count("subject.alerts", 0, Map.of())).isEqualTo("0 alerts");
  }

  private static TreeSet<String> places(Words words, String key) {
    TreeSet<String> places = new TreeSet<>();
    PLACE.matcher(words.say(key, Echo.ALL)).results().forEach(each -> places.add(each.group()));
    return places;
  }

  /** Every place is filled with its own name. */
  private static final class Echo extends HashMap<String, String> {
    static final Echo ALL = new Echo();

    @Override
    public String getOrDefault(Object name, String otherwise) {
      return "{" + name + "}";
    }
  }
}
