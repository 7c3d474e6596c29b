package io.vigie.api.impact;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Shape;
import io.vigie.contract.availability.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a service loses when nodes go, from where it runs now.
 *
 * @param goes nodes of its that go
 * @param to nodes that could take it over, or stay ready to
 * @param serving nodes that go on serving
 * @param least nodes that must serve for the service to be well
 */
record Loss(Fate fate, List<String> goes, List<String> to, int serving, int least) {

  /** Empty when nothing that is of use goes. */
  static Optional<Loss> of(Shape shape, Collection<Place> places) {
    return fate(places)
        .map(
            fate ->
                new Loss(
                    fate,
                    nodes(places, Place::goes),
                    nodes(places, place -> !place.goes() && place.able()),
                    nodes(places, place -> !place.goes() && place.serves()).size(),
                    shape.topology() == Topology.FLEX ? Math.max(1, shape.flexMin()) : 1));
  }

  private static Optional<Fate> fate(Collection<Place> places) {
    if (places.stream().noneMatch(Place::goes)) {
      return Optional.empty();
    }
    if (places.stream().noneMatch(Place::serves)) {
      return nowhere(places);
    }
    if (places.stream().anyMatch(place -> !place.goes() && place.serves())) {
      return places.stream().anyMatch(place -> place.goes() && place.useful())
          ? Optional.of(Fate.THINS)
          : Optional.empty();
    }
    boolean able = places.stream().anyMatch(place -> !place.goes() && place.able());
    return Optional.of(able ? Fate.MOVES : Fate.STOPS);
  }

  // unknown is never down; what is disabled everywhere loses nothing
  private static Optional<Fate> nowhere(Collection<Place> places) {
    if (places.stream().allMatch(place -> place.avail() == Availability.NA)) {
      return Optional.empty();
    }
    boolean undecided =
        places.stream()
            .anyMatch(place -> place.servedLast() || place.avail() == Availability.UNDEF);
    boolean nobodyTells = places.stream().noneMatch(Place::trusted);
    return Optional.of(undecided || nobodyTells ? Fate.UNKNOWN : Fate.DOWN);
  }

  private static List<String> nodes(Collection<Place> places, Predicate<Place> which) {
    return places.stream().filter(which).map(Place::node).sorted().toList();
  }
}
