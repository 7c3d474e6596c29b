package io.vigie.streams.flow;

import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Order;
import java.time.Instant;

/**
 * What became of a node, told to every task of the service stage. Never a heartbeat.
 *
 * @param n change number of the node
 * @param since event time the state began
 * @param knownFrom append time of the record that decided it
 * @param epoch of the newest heartbeat; tells an agent that was restarted
 * @param leaving order of the node's last goodbye; {@link Order#NONE} when it never left
 * @param skewMillis its clock error when over 30 s, else 0
 * @param takeover install id that was accepted with a lower epoch; empty otherwise
 * @param cause where the deciding record stands
 * @param maintenance somebody works on it: of what that causes nobody is told
 */
public record NodeMove(
    NodeId node,
    long n,
    NodeState state,
    Instant since,
    Instant knownFrom,
    long epoch,
    Order leaving,
    long skewMillis,
    String takeover,
    String env,
    String site,
    boolean frozen,
    String cause,
    boolean maintenance)
    implements Inflow {}
