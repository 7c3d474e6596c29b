package io.vigie.contract.availability;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What a service's instances add up to: the rows of semantics.md §2, first one that holds.
 *
 * @param lastKnownUpOn nodes whose untrusted instance was last up or warn, when that is why avail
 *     is undef; empty otherwise
 */
public record ServiceFold(
    Availability avail, Availability overall, int up, List<String> lastKnownUpOn) {

  /**
   * An instance as its service sees it.
   *
   * @param trusted false once its signs of life are too old, its node is silent or it is superseded
   */
  public record Member(String node, Availability avail, Availability overall, boolean trusted) {}

  public ServiceFold {
    lastKnownUpOn = List.copyOf(lastKnownUpOn);
  }

  public static ServiceFold of(Shape shape, Collection<Member> members) {
    Availability avail = rows(shape, members, Member::avail);
    Availability overall = rows(shape, members, Member::overall);
    boolean doubt =
        members.stream().anyMatch(m -> !m.trusted() || m.overall() == Availability.WARN);
    if (doubt && overall != Availability.DOWN && overall != Availability.UNDEF) {
      overall = Availability.WARN;
    }
    List<String> lastUp =
        avail == Availability.UNDEF
            ? members.stream()
                .filter(m -> !m.trusted() && serving(m.avail()))
                .map(Member::node)
                .sorted()
                .toList()
            : List.of();
    int up =
        (int) members.stream().filter(m -> m.trusted() && m.avail() == Availability.UP).count();
    return new ServiceFold(avail, overall, up, lastUp);
  }

  private static Availability rows(
      Shape shape, Collection<Member> members, Function<Member, Availability> word) {
    List<Availability> trusted = members.stream().filter(Member::trusted).map(word).toList();
    if (trusted.isEmpty() && !members.isEmpty()) {
      return Availability.UNDEF;
    }
    boolean noneServes = trusted.stream().noneMatch(ServiceFold::serving);
    if (noneServes && members.stream().anyMatch(m -> !m.trusted() && serving(word.apply(m)))) {
      return Availability.UNDEF;
    }
    if (trusted.stream().allMatch(status -> status == Availability.NA)) {
      return Availability.NA;
    }
    // unknown is never down: a trusted instance that cannot tell keeps the service undecided
    if (noneServes && trusted.contains(Availability.UNDEF)) {
      return Availability.UNDEF;
    }
    int up = (int) trusted.stream().filter(status -> status == Availability.UP).count();
    return switch (shape.topology()) {
      case FAILOVER -> failover(up, trusted.contains(Availability.WARN));
      case FLEX -> flex(up, trusted.contains(Availability.WARN), shape);
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
