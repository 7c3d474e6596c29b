package io.vigie.contract.event;

import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a node hears the peers it shares services with, over each link of its heartbeat: all of them,
 * sent when one goes down or comes up; last word kept.
 */
public record NodePeers(NodeId node, List<Link> links) implements Event {
  /** Links of one node. */
  public static final int MOST = 200;

  /**
   * A way on which a peer is heard, or no longer is.
   *
   * @param peer name of a node of the same cluster
   * @param link its own name
   * @param kind what it goes over, such as unicast, multicast, disk
   * @param up the peer is heard on it
   * @param since when that became so
   */
  public record Link(String peer, String link, String kind, boolean up, Instant since) {
    public Link {
      NodeId.requireName(peer);
      link = Require.label("link", link);
      kind = Require.kind("kind", kind);
      Require.present("since", since);
    }

    /** Names it among those of its node; no other has the same. */
    public String detail() {
      return peer + ':' + link;
    }
  }

  public NodePeers {
    Require.present("node", node);
    links = Require.list(links);
    Require.between("number of links", 0, MOST, links.size());
    Set<String> names = new HashSet<>();
    for (Link link : links) {
      if (link.peer().equals(node.node())) {
        throw new IllegalArgumentException("a node is no peer of itself; got " + link.detail());
      }
      if (!names.add(link.detail())) {
        throw new IllegalArgumentException("link " + link.detail() + " is there twice");
      }
    }
  }

  @Override
  public EventType type() {
    return EventType.NODE_PEERS;
  }

  @Override
  public String key() {
    return node + "/peers";
  }

  @Override
  public String anchor() {
    return node.toString();
  }

  @Override
  public NodeId speaker() {
    return node;
  }

  /** A link's other end. */
  public NodeId peer(Link link) {
    return new NodeId(node.cluster(), link.peer());
  }
}
