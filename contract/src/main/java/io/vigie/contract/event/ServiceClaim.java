package io.vigie.contract.event;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.time.Instant;

/**
 * What a cluster itself says its service adds up to, by the node that speaks for it; last word
 * kept. It is compared with what streams make of the instances, and shown nowhere else.
 *
 * @param by who says so, a node of the same cluster
 * @param avail undef takes back what was claimed before
 * @param overall undef claims nothing of it
 * @param at when the cluster worked it out
 */
public record ServiceClaim(
    ServiceId service, NodeId by, Availability avail, Availability overall, Instant at)
    implements Event {
  public ServiceClaim {
    Require.present("service", service);
    Require.present("by", by);
    if (!by.cluster().equals(service.cluster())) {
      throw new IllegalArgumentException(
          "by must be a node of the service's cluster " + service.cluster() + "; got " + by);
    }
    avail = avail == null ? Availability.UNDEF : avail;
    overall = overall == null ? Availability.UNDEF : overall;
    Require.present("at", at);
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_CLAIM;
  }

  @Override
  public String key() {
    return service.toString();
  }

  @Override
  public String anchor() {
    return service.toString();
  }

  @Override
  public NodeId speaker() {
    return by;
  }
}
