package io.vigie.contract.availability;

import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an instance's resources add up to (semantics.md §2, rules 1 to 4).
 *
 * @param avail whether the instance serves: non-optional resources, sync and task left out
 * @param overall avail with every warning, optional, sync and task resource
 * @param groups the badge of each group that has a resource; a disabled resource counts as n/a
 */
public record InstanceFold(
    Availability avail, Availability overall, Map<ResourceGroup, Availability> groups) {

  public InstanceFold {
    groups = Collections.unmodifiableMap(groups);
  }

  public static InstanceFold of(Map<Rid, ResourceStatus> resources) {
    Fold avail = Fold.NOTHING;
    Fold overall = Fold.NOTHING;
    EnumMap<ResourceGroup, Fold> groups = new EnumMap<>(ResourceGroup.class);
    for (Map.Entry<Rid, ResourceStatus> entry : resources.entrySet()) {
      ResourceGroup group = entry.getKey().group();
      ResourceStatus resource = entry.getValue();
      Availability status = resource.effective();
      groups.merge(group, Fold.NOTHING.with(status), Fold::with);
      if (!group.countsForAvail()) {
        overall = overall.with(asWarningOnly(status));
      } else {
        overall = overall.with(status);
        if (!resource.optional()) {
          avail = avail.with(status);
        }
      }
      if (!resource.disabled() && (status == Availability.UNDEF || complains(resource))) {
        overall = overall.with(Availability.WARN);
      }
    }
    EnumMap<ResourceGroup, Availability> badges = new EnumMap<>(ResourceGroup.class);
    groups.forEach((group, fold) -> badges.put(group, fold.shown()));
    return new InstanceFold(avail.shown(), overall.shown(), badges);
  }

  /** A sync or task that is well says nothing about the service; one that is not, warns. */
  private static Availability asWarningOnly(Availability status) {
    return switch (status) {
      case UP, NA, STDBY_UP -> Availability.NA;
      case UNDEF -> Availability.UNDEF;
      case DOWN, WARN, STDBY_DOWN -> Availability.WARN;
    };
  }

  private static boolean complains(ResourceStatus resource) {
    return resource.log().stream().anyMatch(line -> line.level().atLeast(LogLevel.WARN));
  }
}
