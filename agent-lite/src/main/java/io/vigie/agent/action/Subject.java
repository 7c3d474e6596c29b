package io.vigie.agent.action;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Observed;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service as an action sees it.
 *
 * @param disabled nothing may be done to it
 * @param rollback a start that fails stops what it started, unless whoever asks says otherwise
 * @param orchestrated something may start it by itself unless it is frozen
 * @param itself the service as a whole, with its programs around an action
 * @param neverSends why its data is never copied from this node; empty where it may be
 */
public record Subject(
    InstanceId id,
    boolean disabled,
    boolean rollback,
    boolean orchestrated,
    Resource itself,
    String neverSends,
    List<Resource> resources) {
  private static final Set<ResourceGroup> SERVING =
      EnumSet.of(
          ResourceGroup.IP,
          ResourceGroup.FS,
          ResourceGroup.DISK,
          ResourceGroup.SHARE,
          ResourceGroup.CONTAINER);

  /** What is up, or may be. */
  private static final Set<Availability> BEGUN =
      EnumSet.of(Availability.UP, Availability.WARN, Availability.UNDEF);

  /** Groups that say where a service is up. */
  public static final Set<ResourceGroup> TELLING =
      EnumSet.of(
          ResourceGroup.IP,
          ResourceGroup.FS,
          ResourceGroup.DISK,
          ResourceGroup.SHARE,
          ResourceGroup.CONTAINER,
          ResourceGroup.APP);

  public Subject {
    resources = List.copyOf(resources);
  }

  public Optional<Resource> resource(Rid rid) {
    return resources.stream().filter(each -> each.rid().equals(rid)).findFirst();
  }

  /** The same with what people disabled on this node. */
  Subject without(Disabled off) {
    return new Subject(
        id,
        disabled || off.all(),
        rollback,
        orchestrated,
        itself,
        neverSends,
        resources.stream()
            .map(each -> off.rids().contains(each.rid()) ? each.off() : each)
            .toList());
  }

  /** Why nothing of it may be copied from here now; empty when it may. */
  public String refusesToSend() {
    if (!neverSends.isEmpty()) {
      return neverSends;
    }
    Map<Resource, Availability> telling = telling();
    boolean up = false;
    for (Map.Entry<Resource, Availability> each : telling.entrySet()) {
      Availability is = each.getValue();
      switch (is) {
        case UP -> up = true;
        case STDBY_UP, NA -> {}
        case DOWN, WARN, STDBY_DOWN, UNDEF -> {
          return each.getKey().rid()
              + " is "
              + is.wire()
              + " here: only the node that serves may send";
        }
      }
    }
    if (up || of(TELLING).isEmpty()) {
      return "";
    }
    return telling.isEmpty()
        ? "no resource says that it is up here: only the node that serves may send"
        : "only standby resources are up here: it does not serve";
  }

  /** Those that say where the service is now: applications where nothing else does. */
  private Map<Resource, Availability> telling() {
    Map<Resource, Availability> serving = said(SERVING);
    return serving.isEmpty() ? said(EnumSet.of(ResourceGroup.APP)) : serving;
  }

  // what is n/a is so on every node, and says nothing
  private Map<Resource, Availability> said(Set<ResourceGroup> groups) {
    Map<Resource, Availability> said = new LinkedHashMap<>();
    for (Resource each : of(groups)) {
      Availability is = state(each);
      if (is != Availability.NA) {
        said.put(each, is);
      }
    }
    return said;
  }

  /** Whether nothing of it is up here for certain, or it may never send: its copies are no debt. */
  public boolean isClearlyPassive() {
    return !neverSends.isEmpty()
        || of(TELLING).stream().map(Subject::state).noneMatch(BEGUN::contains);
  }

  private List<Resource> of(Set<ResourceGroup> groups) {
    return resources.stream()
        .filter(each -> !each.definition().optional() && groups.contains(each.rid().group()))
        .toList();
  }

  /** How a resource is now, as it is shown; undef when nobody can tell. */
  Availability state(Rid rid) {
    return resource(rid).map(each -> state(each, Driver::status)).orElse(Availability.UNDEF);
  }

  private static Availability state(Resource resource) {
    return state(resource, Glance.LONGEST);
  }

  /**
   * @param longest the look may take; what hangs is undef
   */
  static Availability state(Resource resource, Duration longest) {
    return state(resource, driver -> Glance.at(driver, longest));
  }

  /** A way to look at one. */
  @FunctionalInterface
  private interface Look {
    Observed at(Driver driver) throws Exception;
  }

  private static Availability state(Resource resource, Look look) {
    ResourceDefinition definition = resource.definition();
    if (definition.isUnseen()) {
      return Availability.NA;
    }
    if (resource.driver() == null) {
      return Availability.UNDEF;
    }
    try {
      Availability seen = look.at(resource.driver()).status();
      return definition.standby() ? seen.standby() : seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Availability.UNDEF;
    } catch (Exception e) {
      // its own step tells what is wrong with it
      return Availability.UNDEF;
    }
  }
}
