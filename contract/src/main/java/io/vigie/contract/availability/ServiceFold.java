package io.vigie.contract.availability;

import io.vigie.contract.id.ResourceGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a service's instances add up to: the rows of semantics.md §2, first one that holds.
 *
 * @param lastKnownUpOn nodes whose untrusted instance was last up or warn, when that is why avail
 *     is undef; empty otherwise
 * @param groups the badge of each group that an instance has: the same rows over those that have it
 */
public record ServiceFold(
    Availability avail,
    Availability overall,
    int up,
    List<String> lastKnownUpOn,
    Map<ResourceGroup, Availability> groups) {

  /**
   * An instance as its service sees it.
   *
   * @param trusted false once its signs of life are too old, its node is silent or it is superseded
   * @param groups its badges
   */
  public record Member(
      String node,
      Availability avail,
      Availability overall,
      boolean trusted,
      Map<ResourceGroup, Availability> groups) {}

  public ServiceFold {
    lastKnownUpOn = List.copyOf(lastKnownUpOn);
    groups = Collections.unmodifiableMap(groups);
  }

  public static ServiceFold of(Shape shape, Collection<Member> members) {
    Availability avail = rows(shape, members, Member::avail);
    Availability overall = rows(shape, members, Member::overall);
    boolean doubt = false;
    int up = 0;
    List<String> lastUp = new ArrayList<>();
    for (Member member : members) {
      doubt |= !member.trusted() || member.overall() == Availability.WARN;
      up += member.trusted() && member.avail() == Availability.UP ? 1 : 0;
      if (avail == Availability.UNDEF && !member.trusted() && serving(member.avail())) {
        lastUp.add(member.node());
      }
    }
    if (doubt && overall != Availability.DOWN && overall != Availability.UNDEF) {
      overall = Availability.WARN;
    }
    Collections.sort(lastUp);
    return new ServiceFold(avail, overall, up, lastUp, groups(shape, members));
  }

  private static Map<ResourceGroup, Availability> groups(Shape shape, Collection<Member> members) {
    EnumMap<ResourceGroup, List<Member>> holders = new EnumMap<>(ResourceGroup.class);
    for (Member member : members) {
      for (ResourceGroup group : member.groups().keySet()) {
        holders.computeIfAbsent(group, g -> new ArrayList<>()).add(member);
      }
    }
    EnumMap<ResourceGroup, Availability> badges = new EnumMap<>(ResourceGroup.class);
    holders.forEach((group, held) -> badges.put(group, badge(shape, group, held)));
    return badges;
  }

  private static Availability badge(Shape shape, ResourceGroup group, List<Member> held) {
    if (!anyTrusted(held)) {
      return Availability.UNDEF;
    }
    // a group that not every node has cannot be up on more nodes than have it
    int least = Math.min(shape.flexMin(), held.size());
    Availability word =
        rows(
            new Shape(shape.topology(), least, shape.flexMax()),
            held,
            member -> member.groups().get(group));
    // a sync or a task may run on every node, and a standby resource is well without being up
    return group.countsForAvail() && word != Availability.DOWN ? word : folded(group, held);
  }

  private static boolean anyTrusted(List<Member> held) {
    for (Member member : held) {
      if (member.trusted()) {
        return true;
      }
    }
    return false;
  }

  private static Availability folded(ResourceGroup group, List<Member> held) {
    Fold fold = Fold.NOTHING;
    for (Member member : held) {
      if (member.trusted()) {
        fold = fold.with(member.groups().get(group));
      }
    }
    return fold.shown();
  }

  private static Availability rows(
      Shape shape, Collection<Member> members, Function<Member, Availability> word) {
    int trusted = 0;
    int up = 0;
    int notApplicable = 0;
    boolean anyWarn = false;
    boolean anyUndef = false;
    boolean lastServed = false;
    for (Member member : members) {
      Availability status = word.apply(member);
      if (member.trusted()) {
        trusted++;
        up += status == Availability.UP ? 1 : 0;
        notApplicable += status == Availability.NA ? 1 : 0;
        anyWarn |= status == Availability.WARN;
        anyUndef |= status == Availability.UNDEF;
      } else {
        lastServed |= serving(status);
      }
    }
    if (trusted == 0 && !members.isEmpty()) {
      return Availability.UNDEF;
    }
    boolean noneServes = up == 0 && !anyWarn;
    if (noneServes && lastServed) {
      return Availability.UNDEF;
    }
    if (notApplicable == trusted) {
      return Availability.NA;
    }
    // unknown is never down: a trusted instance that cannot tell keeps the service undecided
    if (noneServes && anyUndef) {
      return Availability.UNDEF;
    }
    return switch (shape.topology()) {
      case FAILOVER -> failover(up, anyWarn);
      case FLEX -> flex(up, anyWarn, shape);
    };
  }

  private static Availability failover(int up, boolean anyWarn) {
    if (up == 0) {
      return anyWarn ? Availability.WARN : Availability.DOWN;
    }
    return up == 1 ? Availability.UP : Availability.WARN;
  }

  // a warn instance serves in part: as under failover, its service is not called down
  private static Availability flex(int up, boolean anyWarn, Shape shape) {
    if (up == 0) {
      return anyWarn ? Availability.WARN : Availability.DOWN;
    }
    return up < shape.flexMin() || up > shape.flexMax() ? Availability.WARN : Availability.UP;
  }

  private static boolean serving(Availability status) {
    return status == Availability.UP || status == Availability.WARN;
  }
}
