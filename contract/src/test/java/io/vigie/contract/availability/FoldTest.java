package io.vigie.contract.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class FoldTest {
  /** The table of semantics.md §2, upper half, as it stands there. */
  private static final String TABLE =
      """
      +           | up | down | warn | stdby up | stdby down  | SU+up | SU+down
      up          | up | warn | warn | SU+up    | warn        | SU+up | warn
      down        |    | down | warn | SU+down  | stdby down  | warn  | SU+down
      warn        |    |      | warn | warn     | warn        | warn  | warn
      stdby up    |    |      |      | stdby up | warn        | SU+up | SU+down
      stdby down  |    |      |      |          | stdby down  | warn  | warn
      SU+up       |    |      |      |          |             | SU+up | warn
      SU+down     |    |      |      |          |             |       | SU+down
      """;

  private static final Map<String, Fold> WORDS = new LinkedHashMap<>();

  static {
    for (Availability word : Availability.values()) {
      WORDS.put(word.wire(), Fold.NOTHING.with(word));
    }
    WORDS.put("SU+up", fold(Availability.STDBY_UP, Availability.UP));
    WORDS.put("SU+down", fold(Availability.STDBY_UP, Availability.DOWN));
  }

  @Test
  void theTableHoldsBothWaysRound() {
    List<String[]> rows =
        TABLE
            .lines()
            .map(line -> Arrays.stream(line.split("\\|")).map(String::trim).toArray(String[]::new))
            .toList();
    int checked = 0;
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 1; column < row.length; column++) {
        if (!row[column].isEmpty()) {
          assertSums(row[0], rows.get(0)[column], row[column]);
          assertSums(rows.get(0)[column], row[0], row[column]);
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(7 * 8 / 2);
  }

  @Test
  void anyThreeFoldAlikeInAnyOrderAndGrouping() {
    for (Fold a : WORDS.values()) {
      assertThat(a.with(a)).isEqualTo(a);
      for (Fold b : WORDS.values()) {
        assertThat(a.with(b)).isEqualTo(b.with(a));
        for (Fold c : WORDS.values()) {
          assertThat(a.with(b).with(c)).isEqualTo(a.with(b.with(c)));
        }
      }
    }
  }

  @Test
  void naAndUndefChangeNothingThatIsShown() {
    for (String neutral : List.of("n/a", "undef")) {
      WORDS.forEach(
          (word, fold) -> {
            if (!word.equals("n/a") && !word.equals("undef")) {
              assertAlike(fold.with(WORDS.get(neutral)), fold, word + " + " + neutral);
            }
          });
    }
  }

  @Test
  void onlyNaIsNaAndUndefWithNaIsUndef() {
    assertThat(Fold.NOTHING.shown()).isEqualTo(Availability.NA);
    assertThat(fold(Availability.NA, Availability.NA).shown()).isEqualTo(Availability.NA);
    assertThat(fold(Availability.NA, Availability.UNDEF).shown()).isEqualTo(Availability.UNDEF);
  }

  @Test
  void theTwoWordsOfFoldingAreShownAsUpAndStandbyUp() {
    assertThat(WORDS.get("SU+up").shown()).isEqualTo(Availability.UP);
    assertThat(WORDS.get("SU+down").shown()).isEqualTo(Availability.STDBY_UP);
  }

  @Property
  void anyPermutationAndRepetitionFoldsAlike(
      @ForAll("reports") Tuple.Tuple2<List<Availability>, List<Availability>> reports) {
    assertThat(fold(reports.get2())).isEqualTo(fold(reports.get1()));
  }

  @Provide
  Arbitrary<Tuple.Tuple2<List<Availability>, List<Availability>>> reports() {
    return Arbitraries.of(Availability.class)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .flatMap(
            once ->
                Arbitraries.of(once)
                    .list()
                    .ofMaxSize(12)
                    .flatMap(
                        again -> {
                          List<Availability> more = new ArrayList<>(once);
                          more.addAll(again);
                          return Arbitraries.shuffle(more).map(any -> Tuple.of(once, any));
                        }));
  }

  private static void assertSums(String a, String b, String sum) {
    assertAlike(WORDS.get(a).with(WORDS.get(b)), WORDS.get(sum), a + " + " + b);
  }

  /** One word: shown alike now, and after whatever comes next. */
  private static void assertAlike(Fold got, Fold expected, String what) {
    assertThat(got.shown()).as(what).isEqualTo(expected.shown());
    WORDS.forEach(
        (next, fold) ->
            assertThat(got.with(fold).shown())
                .as(what + " + " + next)
                .isEqualTo(expected.with(fold).shown()));
  }

  private static Fold fold(Availability... words) {
    return fold(List.of(words));
  }

  private static Fold fold(List<Availability> words) {
    Fold fold = Fold.NOTHING;
    for (Availability word : words) {
      fold = fold.with(word);
    }
    return fold;
  }
}
