package io.vigie.contract.event;

import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.util.List;

/**
 * What became true of the node since its boot; last word kept.
 *
 * @param carried services this node has run since its boot, with the facts that decide who is told
 * @param maintenance null when nobody works on it
 */
public record NodeFacts(
    NodeId node,
    String env,
    String site,
    String team,
    String bootId,
    Instant bootedAt,
    boolean frozen,
    List<Carried> carried,
    Maintenance maintenance)
    implements Event {

  /** A service this node has run since its boot. */
  public record Carried(String service, String env, String app) {
    public Carried {
      service = Require.text(service);
      env = Require.text(env, 64);
      app = Require.text(app);
    }
  }

  public NodeFacts {
    Require.present("node", node);
    env = Require.text(env, 64);
    site = Require.text(site);
    team = Require.text(team);
    bootId = Require.text(bootId, 100);
    carried = Require.list(carried);
  }

  /** Nobody works on it. */
  public NodeFacts(
      NodeId node,
      String env,
      String site,
      String team,
      String bootId,
      Instant bootedAt,
      boolean frozen,
      List<Carried> carried) {
    this(node, env, site, team, bootId, bootedAt, frozen, carried, null);
  }

  @Override
  public EventType type() {
    return EventType.NODE_FACTS;
  }

  @Override
  public String key() {
    return node + "/facts";
  }

  @Override
  public String anchor() {
    return node.toString();
  }

  @Override
  public NodeId speaker() {
    return node;
  }
}
