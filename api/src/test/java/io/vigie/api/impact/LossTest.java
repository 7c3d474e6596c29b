package io.vigie.api.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Shape;
import io.vigie.contract.availability.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {

  /**
   * Each place: its availability, then {@code -} it goes, {@code ~} stale, {@code ?} not trusted,
   * {@code *} frozen or not provisioned.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up -                            | stops   |      | 0
          up -, down                      | moves   | n2   | 0
          up -, stdby up                  | moves   | n2   | 0
          up -, down *                    | stops   |      | 0
          up -, down ~                    | stops   |      | 0
          up -, down ?                    | stops   |      | 0
          up -, warn ?                    | stops   |      | 0
          up -, stdby down                | stops   |      | 0
          up -, n/a                       | stops   |      | 0
          up -, undef                     | stops   |      | 0
          up -, down -                    | stops   |      | 0
          up -, down -, down              | moves   | n3   | 0
          warn -, down                    | moves   | n2   | 0
          up, down -                      | thins   |      | 1
          up, down -, down                | thins   | n3   | 1
          up, down                        |         |      |
          up, down * -                    |         |      |
          up, n/a -                       |         |      |
          up -, warn                      | thins   |      | 1
          up -, up -, up                  | thins   |      | 1
          up -, up -                      | stops   |      | 0
          up ? -, down                    | unknown | n2   | 0
          undef -, down                   | unknown | n2   | 0
          down ? -                        | unknown |      | 0
          down -, down                    | down    | n2   | 0
          down -, stdby down              | down    |      | 0
          n/a -, n/a                      |         |      |
          """)
  void aServiceLosesWhatRunsOnNodesThatGo(String places, String fate, String to, Integer serving) {
    Optional<Loss> loss = Loss.of(Shape.FAILOVER, places(places));

    assertThat(loss.map(l -> l.fate().wire()).orElse(null)).isEqualTo(fate);
    if (loss.isPresent()) {
      assertThat(String.join(",", loss.get().to())).isEqualTo(to == null ? "" : to);
      assertThat(loss.get().serving()).isEqualTo(serving);
    }
  }

  @Property
  void theMoreNodesGoTheWorseForWhatServes(@ForAll("services") List<Place> places) {
    Optional<Loss> some = Loss.of(Shape.FAILOVER, places);
    for (int i = 0; i < places.size(); i++) {
      List<Place> more = new ArrayList<>(places);
      Place place = places.get(i);
      more.set(
          i,
          new Place(
              place.node(), true, place.avail(), place.fresh(), place.trusted(), place.movable()));
      Optional<Loss> worse = Loss.of(Shape.FAILOVER, more);
      assertThat(severity(worse)).isLessThanOrEqualTo(severity(some));
    }
  }

  @Property
  void whatServesElsewhereNeverStops(@ForAll("services") List<Place> places) {
    boolean stays = places.stream().anyMatch(place -> !place.goes() && place.serves());
    Fate fate = Loss.of(Shape.FAILOVER, places).map(Loss::fate).orElse(null);

    assertThat(stays && (fate == Fate.STOPS || fate == Fate.MOVES)).isFalse();
  }

  @Property
  void howManyMustServeIsSaidOfFlexServices(@ForAll("services") List<Place> places) {
    Loss.of(new Shape(Topology.FLEX, 3, 5), places)
        .ifPresent(loss -> assertThat(loss.least()).isEqualTo(3));
    Loss.of(new Shape(Topology.FLEX, 0, 5), places)
        .ifPresent(loss -> assertThat(loss.least()).isEqualTo(1));
  }

  private static int severity(Optional<Loss> loss) {
    return loss.map(l -> l.fate().ordinal()).orElse(Fate.values().length);
  }

  @Provide
  Arbitrary<List<Place>> services() {
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    return Combinators.combine(flags, Arbitraries.of(Availability.values()), flags, flags, flags)
        .as(
            (goes, avail, stale, trusted, movable) ->
                new Place("n", goes, avail, trusted && !stale, trusted, movable))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static List<Place> places(String text) {
    List<Place> places = new ArrayList<>();
    for (String one : text.split(", ")) {
      String word = one.replaceAll("[-~?*]", "").strip();
      assertThat(Availability.parse(word).wire()).isEqualTo(word);
      boolean trusted = !one.contains("?");
      places.add(
          new Place(
              "n" + (places.size() + 1),
              one.contains("-"),
              Availability.parse(word),
              trusted && !one.contains("~"),
              trusted,
              !one.contains("*")));
    }
    return places;
  }
}
