package io.vigie.agent.action;

import java.util.List;

/** What a node keeps of its services beside their configuration. A fleet keeps it in memory. */
public interface ServiceStates {

  /** State of the service of that name; the same object may be handed out more than once. */
  ServiceState of(String service);

  /** Services that have an action begun and not ended, running or cut. */
  List<String> withAction();
}
