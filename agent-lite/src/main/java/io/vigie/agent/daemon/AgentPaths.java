package io.vigie.agent.daemon;

import java.nio.file.Path;

/**
 * Where an agent's files are.
 *
 * @param etc what people write: {@code agent.conf}, {@code services/*.conf} and {@code *.env},
 *     {@code checks.d/*}
 * @param var what the agent writes
 */
public record AgentPaths(Path etc, Path var) {
  public static final AgentPaths DEFAULT =
      new AgentPaths(Path.of("/etc/vigie"), Path.of("/var/lib/vigie"));

  public AgentPaths {
    etc = etc.toAbsolutePath().normalize();
    var = var.toAbsolutePath().normalize();
  }

  /** How a person calls the agent of these paths, without the verb. */
  public String command() {
    return "vigie-agent"
        + (etc.equals(DEFAULT.etc) ? "" : " --etc " + etc)
        + (var.equals(DEFAULT.var) ? "" : " --var " + var);
  }

  public Path agentConf() {
    return etc.resolve("agent.conf");
  }

  public Path services() {
    return etc.resolve("services");
  }

  /** Programs that tell values of their own. */
  public Path checks() {
    return etc.resolve("checks.d");
  }

  public Path spool() {
    return var.resolve("spool");
  }

  /** In a directory of its own, which is private to the agent's user. */
  public Path socket() {
    return var.resolve("run").resolve("agent.sock");
  }

  public Path carried() {
    return var.resolve("carried");
  }

  /** Whether somebody works on the node. */
  public Path maintenance() {
    return var.resolve("maintenance");
  }

  /** What was asked of this node by people of the console. */
  public Path requests() {
    return var.resolve("requests").resolve("seen");
  }

  /** Actions that failed here. */
  public Path failed() {
    return var.resolve("failed");
  }

  /** Locks, frozen marks and running actions of services. */
  public Path states() {
    return var.resolve("services");
  }
}
