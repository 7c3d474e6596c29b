package io.vigie.agent.service;

import io.vigie.agent.command.Statuses;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.id.InstanceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Statuses of this node's services: what was seen last where somebody looks anyway. */
public final class LocalStatuses implements Statuses {
  private final LocalInstances instances;
  private final Supplier<List<InstanceStatus>> seen;

  /**
   * @param seen last look at each service, so that one that hangs does not hold up a list
   */
  public LocalStatuses(LocalInstances instances, Supplier<List<InstanceStatus>> seen) {
    this.instances = instances;
    this.seen = seen;
  }

  @Override
  public List<InstanceStatus> all() {
    Map<InstanceId, InstanceStatus> known =
        seen.get().stream()
            .collect(Collectors.toMap(InstanceStatus::instance, Function.identity()));
    return instances.present().stream()
        .map(each -> known.containsKey(each.id()) ? known.get(each.id()) : each.evaluate())
        .toList();
  }

  @Override
  public Optional<InstanceStatus> of(String service) {
    return instances.find(service).map(LocalInstance::evaluate);
  }
}
