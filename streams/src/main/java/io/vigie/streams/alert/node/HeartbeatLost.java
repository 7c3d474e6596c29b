package io.vigie.streams.alert.node;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.List;
import java.util.function.Consumer;

/** A peer is not heard on a link of the heartbeat. */
public final class HeartbeatLost implements Watch<NodeSubject> {
  @Override
  public AlertKind kind() {
    return AlertKind.HEARTBEAT_LOST;
  }

  @Override
  public void look(NodeSubject subject, Rule rule, Consumer<Finding> found) {
    for (PeerLink link : subject.links()) {
      if (!link.up() && !ended(subject.state()) && !ended(link.peerState())) {
        found.accept(hold(of(link, subject, rule), link, subject));
      }
    }
  }

  /** Its agent was stopped, or people retired it: nobody is to be heard, or to hear. */
  private static boolean ended(NodeState state) {
    return state == NodeState.LEAVING || state == NodeState.RETIRED;
  }

  private Finding of(PeerLink link, NodeSubject subject, Rule rule) {
    Finding finding =
        Finding.of(kind(), subject, link.name(), rule)
            .with("peer", link.peer().node())
            .with("link", link.link())
            .with("kind", link.kind())
            .with("down since", link.since());
    return link.peerInMaintenance() ? finding.decidedOn(List.of(link.peer())) : finding;
  }

  private static Finding hold(Finding finding, PeerLink link, NodeSubject subject) {
    NodeId silent =
        subject.state() == NodeState.SILENT
            ? subject.node()
            : link.peerState() == NodeState.SILENT ? link.peer() : null;
    // raises nothing by itself: what is open already hangs on that node from now on
    return silent == null
        ? finding
        : finding.in("node-silent", List.of()).under(NodeSilent.of(silent));
  }
}
