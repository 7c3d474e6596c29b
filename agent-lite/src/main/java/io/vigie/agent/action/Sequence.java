package io.vigie.agent.action;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The order of resources: by group, inside a group by subset, then by rid; what is inside a
 * container comes after the containers of that one's subset, in the same order among itself. A stop
 * is the exact reverse of a start, tasks first.
 */
final class Sequence {
  private Sequence() {}

  /** Where a resource comes in a start. */
  private record Place(
      ResourceGroup group, String subset, boolean follows, String ownSubset, Rid rid)
      implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::group)
            .thenComparing(Place::subset)
            .thenComparing(Place::follows)
            .thenComparing(each -> each.rid.group())
            .thenComparing(Place::ownSubset)
            .thenComparing(Place::rid);

    static Place of(Resource resource, List<Resource> all) {
      ResourceDefinition own = resource.definition();
      for (Resource each : all) {
        if (each.rid().equals(own.follows())) {
          return new Place(
              each.rid().group(), each.definition().subset(), true, own.subset(), own.rid());
        }
      }
      return new Place(own.rid().group(), own.subset(), false, "", own.rid());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** All resources in the order of a start, those too that a start leaves alone. */
  static List<Resource> of(List<Resource> all) {
    List<Resource> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(each -> Place.of(each, all)));
    return sorted;
  }

  static List<Resource> reversed(List<Resource> sorted) {
    List<Resource> reversed = new ArrayList<>(sorted);
    Collections.reverse(reversed);
    return reversed;
  }

  /** Neighbours of a parallel subset together, any other resource alone. */
  static List<Stage> stages(Turn turn, List<Resource> sorted) {
    List<Stage> stages = new ArrayList<>();
    List<Resource> together = new ArrayList<>();
    for (Resource each : sorted) {
      if (!together.isEmpty() && !goTogether(together.get(0), each)) {
        stages.add(new Stage(turn, together));
        together = new ArrayList<>();
      }
      together.add(each);
    }
    if (!together.isEmpty()) {
      stages.add(new Stage(turn, together));
    }
    return stages;
  }

  private static boolean goTogether(Resource one, Resource other) {
    ResourceDefinition first = one.definition();
    ResourceDefinition second = other.definition();
    return first.parallel()
        && second.parallel()
        && first.rid().group() == second.rid().group()
        && first.subset().equals(second.subset());
  }

  /** Whether a resource lies beyond the edge, seen in the order of a start. */
  static boolean isBeyond(Selection.Edge edge, Resource resource, List<Resource> all) {
    Place place = Place.of(resource, all);
    boolean up = edge.option() == Option.UPTO;
    if (edge.rid() == null) {
      int far = place.group().compareTo(edge.group());
      return up ? far > 0 : far < 0;
    }
    for (Resource each : all) {
      if (each.rid().equals(edge.rid())) {
        int far = place.compareTo(Place.of(each, all));
        return up ? far > 0 : far < 0;
      }
    }
    return true;
  }
}
