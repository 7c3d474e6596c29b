package io.vigie.agent.action;

import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which resources an action touches, in its order: by group, inside a group by subset, then by rid.
 * A stop is the exact reverse of a start, tasks first; disabled resources are in neither.
 */
final class Sequence {
  private static final List<ResourceGroup> STARTED =
      List.of(
          ResourceGroup.IP,
          ResourceGroup.DISK,
          ResourceGroup.FS,
          ResourceGroup.SHARE,
          ResourceGroup.CONTAINER,
          ResourceGroup.APP);

  private static final Comparator<Resource> ORDER =
      Comparator.comparing((Resource each) -> each.rid().group())
          .thenComparing(each -> each.definition().subset())
          .thenComparing(Resource::rid);

  private Sequence() {}

  /**
   * @param only those; empty for all
   */
  static List<Resource> start(List<Resource> all, Set<Rid> only) {
    return sorted(all, only, each -> STARTED.contains(each.rid().group()));
  }

  /** A standby resource stays up unless it is asked for by its rid. */
  static List<Resource> stop(List<Resource> all, Set<Rid> only) {
    List<Resource> stopped =
        sorted(
            all,
            only,
            each -> {
              ResourceGroup group = each.rid().group();
              boolean stays = each.definition().standby() && only.isEmpty();
              return (STARTED.contains(group) || group == ResourceGroup.TASK) && !stays;
            });
    Collections.reverse(stopped);
    return stopped;
  }

  private static List<Resource> sorted(
      List<Resource> all, Set<Rid> only, Predicate<Resource> takesPart) {
    List<Resource> chosen = new ArrayList<>();
    for (Resource each : all) {
      boolean asked = only.isEmpty() || only.contains(each.rid());
      if (asked && !each.definition().disabled() && takesPart.test(each)) {
        chosen.add(each);
      }
    }
    chosen.sort(ORDER);
    return chosen;
  }
}
