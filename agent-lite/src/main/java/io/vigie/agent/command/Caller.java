package io.vigie.agent.command;

import io.vigie.contract.id.NodeId;

/** Whoever asks, as others are told: {@code user@node}. */
final class Caller {
  private static final int LONGEST = 64;

  private Caller() {}

  /**
   * @param user as their shell says
   */
  static String on(NodeId node, String user) {
    String clean = user.replaceAll("[\\p{Cntrl}\\s@]", "");
    String name = clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    return (name.isEmpty() ? "unknown" : name) + '@' + node.node();
  }
}
