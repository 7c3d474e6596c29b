package io.vigie.streams.alert.service;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.NodeId;

/**
 * What a cluster itself says its service adds up to.
 *
 * @param by the node that said so
 */
public record Claimed(NodeId by, Availability avail, Availability overall) {
  /** Where one side does not know, nobody disagrees. */
  public boolean differs(ServiceHealth computed) {
    return avail != Availability.UNDEF
        && (differ(avail, computed.avail()) || differ(overall, computed.overall()));
  }

  private static boolean differ(Availability one, Availability other) {
    return one != Availability.UNDEF && other != Availability.UNDEF && one != other;
  }
}
