package io.vigie.agent.cli;

/** Version of the agent, as inventories and heartbeats say it. */
final class AgentVersion {
  static final String NUMBER = "0.1.0";

  private AgentVersion() {}
}
