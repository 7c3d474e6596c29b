package io.vigie.agent;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A service whose one resource is what the test says. */
final class FakeInstance implements Instance {
  private final InstanceId id;
  Availability avail = Availability.UP;
  String content = "[DEFAULT]\n";

  /** Null while it cannot tell. */
  Long sign;

  boolean monitored;
  int looks;
  int closeLooks;

  FakeInstance(String service) {
    id = new InstanceId("default", service, "n1");
  }

  @Override
  public InstanceId id() {
    return id;
  }

  @Override
  public long sign() {
    return sign == null ? Instance.super.sign() : sign;
  }

  @Override
  public boolean isMonitored() {
    return monitored;
  }

  @Override
  public InstanceStatus monitor() {
    closeLooks++;
    return status();
  }

  @Override
  public InstanceStatus evaluate() {
    looks++;
    return status();
  }

  private InstanceStatus status() {
    if (avail == null) {
      throw new IllegalStateException("driver bug");
    }
    return new InstanceStatus(
        id,
        avail,
        avail,
        "OSVC",
        "PRD",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        0,
        0,
        "nodes order",
        List.of("n1"),
        false,
        true,
        "",
        "idle",
        0,
        0,
        false,
        List.of(),
        Map.of(Rid.parse("app#0"), ResourceStatus.of(avail, "app.simple", "web")));
  }

  @Override
  public ServiceConfig config() {
    return new ServiceConfig(
        id,
        "OSVC",
        "PRD",
        Topology.FAILOVER,
        "",
        "",
        0,
        0,
        List.of("n1"),
        List.of(),
        "",
        Instant.EPOCH,
        Integer.toHexString(content.hashCode()),
        content);
  }
}
