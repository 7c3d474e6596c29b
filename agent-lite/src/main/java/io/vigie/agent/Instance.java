package io.vigie.agent;

import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;

/** One service on this node. */
public interface Instance {
  InstanceId id();

  /** Looks at every resource now. Changes nothing, takes no lock, never throws for a resource. */
  InstanceStatus evaluate();

  /** Whether some of its resources are looked at more often than the others. */
  default boolean isMonitored() {
    return false;
  }

  /** Looks at those alone; of the others it tells what was seen last. */
  default InstanceStatus monitor() {
    return evaluate();
  }

  /**
   * Is another number once something may have changed; asked several times a second. One that
   * cannot tell is looked at each time.
   */
  default long sign() {
    return System.nanoTime();
  }

  ServiceConfig config();
}
