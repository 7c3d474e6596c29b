package io.vigie.streams.node;

import io.vigie.contract.event.NodePeers;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.alert.node.PeerLink;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeCopies;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outlet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** How the nodes of a task hear their peers, and what became of those, whose tasks they are. */
final class NodeLinks {
  private final KeyValueStore<String, byte[]> store;
  private final NodeCopies peers;
  private final Map<NodeId, NodePeers> byNode = new HashMap<>();

  /** Peer → the nodes that hear it, or should. */
  private final Map<NodeId, Set<NodeId>> hearers = new HashMap<>();

  /**
   * @param peers what became of nodes, of all tasks
   */
  NodeLinks(KeyValueStore<String, byte[]> store, NodeCopies peers) {
    this.store = store;
    this.peers = peers;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (EventCodec.decode(entry.value) instanceof Decoded.Read read
            && read.envelope().data() instanceof NodePeers said) {
          hold(said);
        }
      }
    }
  }

  void take(NodePeers said, Moment moment) {
    release(said.node());
    hold(said);
    store.put(
        said.node().toString(),
        EventCodec.encode(new Envelope<>("held", Outlet.SOURCE, moment.appended(), said)));
  }

  /** It hears nobody any more. */
  void forget(NodeId node) {
    if (release(node)) {
      store.delete(node.toString());
    }
  }

  private void hold(NodePeers said) {
    byNode.put(said.node(), said);
    for (NodePeers.Link link : said.links()) {
      hearers.computeIfAbsent(said.peer(link), peer -> new HashSet<>()).add(said.node());
    }
  }

  private boolean release(NodeId node) {
    NodePeers before = byNode.remove(node);
    if (before == null) {
      return false;
    }
    for (NodePeers.Link link : before.links()) {
      Set<NodeId> of = hearers.get(before.peer(link));
      if (of != null && of.remove(node) && of.isEmpty()) {
        hearers.remove(before.peer(link));
      }
    }
    return true;
  }

  List<PeerLink> of(NodeId node) {
    NodePeers said = byNode.get(node);
    return said == null ? List.of() : said.links().stream().map(link -> of(said, link)).toList();
  }

  private PeerLink of(NodePeers said, NodePeers.Link link) {
    NodeId peer = said.peer(link);
    NodeMove move = peers.of(peer);
    return new PeerLink(
        peer,
        link.detail(),
        link.link(),
        link.kind(),
        link.up(),
        link.since(),
        move == null ? null : move.state(),
        move != null && move.maintenance());
  }

  /**
   * Something became of a node.
   *
   * @return nodes that hear it
   */
  Set<NodeId> hear(NodeMove move) {
    peers.take(move, false);
    return Set.copyOf(hearers.getOrDefault(move.node(), Set.of()));
  }

  /** What became of nodes, as far as it is remarkable. */
  Collection<NodeMove> moves() {
    return peers.all();
  }
}
