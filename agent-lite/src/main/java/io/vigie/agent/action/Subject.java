package io.vigie.agent.action;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import java.util.List;
import java.util.Optional;

/**
 * A service as an action sees it.
 *
 * @param disabled nothing may be done to it
 * @param rollback a start that fails stops what it started, unless whoever asks says otherwise
 * @param orchestrated something may start it by itself unless it is frozen
 * @param itself the service as a whole, with its programs around an action
 */
public record Subject(
    InstanceId id,
    boolean disabled,
    boolean rollback,
    boolean orchestrated,
    Resource itself,
    List<Resource> resources) {
  public Subject {
    resources = List.copyOf(resources);
  }

  Optional<Resource> resource(Rid rid) {
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
        resources.stream()
            .map(each -> off.rids().contains(each.rid()) ? each.off() : each)
            .toList());
  }

  /** How a resource is now, as it is shown; undef when nobody can tell. */
  Availability state(Rid rid) {
    return resource(rid).map(Subject::state).orElse(Availability.UNDEF);
  }

  private static Availability state(Resource resource) {
    ResourceDefinition definition = resource.definition();
    if (definition.isUnseen()) {
      return Availability.NA;
    }
    if (resource.driver() == null) {
      return Availability.UNDEF;
    }
    try {
      Availability seen = resource.driver().status().status();
      return definition.standby() ? seen.standby() : seen;
    } catch (Exception e) {
      // its own step tells what is wrong with it
      return Availability.UNDEF;
    }
  }
}
