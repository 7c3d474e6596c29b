package io.vigie.agent.action;

import io.vigie.contract.id.InstanceId;
import java.util.List;

/**
 * A service as an action sees it.
 *
 * @param disabled nothing may be done to it
 * @param orchestrated something may start it by itself unless it is frozen
 */
public record Subject(
    InstanceId id, boolean disabled, boolean orchestrated, List<Resource> resources) {
  public Subject {
    resources = List.copyOf(resources);
  }
}
