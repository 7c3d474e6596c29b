package io.vigie.agent.service;

import io.vigie.agent.action.Resource;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Observed;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import java.time.Instant;
import java.util.List;

/** One resource as it is now. What its driver throws is undef with an error line. */
final class ResourceLook {
  private ResourceLook() {}

  /**
   * @param disabled it is, beside what its own section says
   */
  static ResourceStatus at(Resource resource, boolean disabled) {
    ResourceDefinition definition = resource.definition();
    boolean off = disabled || definition.disabled();
    Observed seen = off || definition.isUnseen() ? Observed.NOT_APPLICABLE : observe(resource);
    return status(resource, off, seen);
  }

  /** One that is not looked at, for an earlier look has not come back. */
  static ResourceStatus hanging(Resource resource, Instant since) {
    String why = "a look at it has hung since " + since + ": what it lies on may be dead";
    return status(resource, resource.definition().disabled(), undef(why));
  }

  private static ResourceStatus status(Resource resource, boolean off, Observed seen) {
    ResourceDefinition definition = resource.definition();
    return new ResourceStatus(
        seen.status(),
        definition.type(),
        resource.label(),
        definition.optional(),
        off,
        definition.standby(),
        definition.monitored(),
        seen.provisioned(),
        seen.log().stream()
            .map(each -> new StatusLine(each.level(), resource.masked(each.text())))
            .toList());
  }

  private static Observed observe(Resource resource) {
    if (resource.driver() == null) {
      return undef(resource.problem());
    }
    try {
      return resource.driver().glance();
    } catch (Exception e) {
      return undef("status failed: " + e);
    }
  }

  private static Observed undef(String why) {
    return new Observed(Availability.UNDEF, null, List.of(new StatusLine(LogLevel.ERROR, why)));
  }
}
