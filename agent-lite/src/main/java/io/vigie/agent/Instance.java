package io.vigie.agent;

import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;

/** One service on this node. */
public interface Instance {
  InstanceId id();

  /** Looks at every resource now. Changes nothing, takes no lock, never throws for a resource. */
  InstanceStatus evaluate();

  ServiceConfig config();
}
