package io.vigie.agent.command;

import io.vigie.contract.event.InstanceStatus;
import java.util.List;
import java.util.Optional;

/** What the services of this node are. */
public interface Statuses {

  /** Of all of them, by name. */
  List<InstanceStatus> all();

  /** Of one, looked at now; empty when there is no such service. */
  Optional<InstanceStatus> of(String service);
}
