package io.vigie.streams.alert.node;

import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import java.time.Instant;

/**
 * A way on which a node hears a peer, with what is known of that peer.
 *
 * @param name its own and the peer's
 * @param peerState null when nothing remarkable is known of it
 * @param peerInMaintenance somebody works on it
 */
public record PeerLink(
    NodeId peer,
    String name,
    String link,
    String kind,
    boolean up,
    Instant since,
    NodeState peerState,
    boolean peerInMaintenance) {}
