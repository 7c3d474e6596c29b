package io.vigie.agent.config;

import io.vigie.contract.id.Rid;

/**
 * Where a resource is that the agent inside a container looks after, as the host of that container
 * sees it.
 *
 * @param node what the agent inside calls itself
 * @param container the container, a resource of the same service
 * @param rid the resource, as the agent inside calls it
 */
public record Guest(String node, Rid container, Rid rid) {

  /** What the host calls it: one file may have several containers, each with the same in it. */
  Rid outside() {
    return new Rid(rid.group(), node + '.' + rid.id());
  }
}
