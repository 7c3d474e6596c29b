package io.vigie.agent;

import io.vigie.contract.id.NodeId;

/**
 * Who this node is, as configured.
 *
 * @param env PRD, DEV …
 * @param location free text per level, for example {@code country=FR, building=B2, rack=R12}
 */
public record NodeIdentity(NodeId id, String env, String site, String team, String location) {}
