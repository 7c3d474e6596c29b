package io.vigie.ingest.recorder;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.AuditOutcome;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.sync.SyncState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes as streams publish them: the odd ones up, the even ones down, a second apart. */
final class Story {
  static final long START = 1_790_000_000_000L;
  static final Rid APP = Rid.parse("app#web");
  private static final Rid DRP = Rid.parse("sync#drp");

  private Story() {}

  static AuditEntry audit(String person, long n) {
    return new AuditEntry(
        person + "-" + n,
        at(n),
        person,
        "administrator",
        "192.0.2.17",
        AuditAct.CHANGE,
        "app",
        "payroll",
        Map.of("description", "text " + (n - 1)),
        Map.of("description", "text " + n),
        AuditOutcome.OK);
  }

  static SyncHealth copy(
      ServiceId service,
      String target,
      SyncState state,
      boolean removed,
      Instant good,
      Instant end) {
    return new SyncHealth(
        service,
        DRP,
        target,
        removed,
        state,
        end,
        "crm",
        "PRD",
        "n1",
        true,
        ActionStatus.OK,
        "a1",
        end.minusSeconds(4),
        end,
        "",
        7,
        4_096,
        1_024,
        "",
        good,
        null,
        7_200,
        null,
        "vigie.sync.v1-0@1");
  }

  static SyncResult run(
      String id, InstanceId instance, String target, ActionStatus status, Instant end) {
    return new SyncResult(
        id,
        instance,
        DRP,
        "a1",
        target,
        end.minusSeconds(4),
        end,
        status,
        status == ActionStatus.OFF ? "not up here" : "",
        7,
        4_096,
        1_024,
        "",
        null,
        null,
        7_200,
        null);
  }

  static InstanceHealth instance(String cluster, String service, String node, long n) {
    return instance(new InstanceId(cluster, service, node), n, false);
  }

  static InstanceHealth instance(InstanceId id, long n, boolean removed) {
    Availability now = avail(n);
    return new InstanceHealth(
        id,
        n,
        removed,
        now,
        now,
        true,
        false,
        "",
        false,
        true,
        at(n),
        known(n),
        at(n),
        "shop",
        "PRD",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        List.of("n1", "n2"),
        false,
        now == Availability.DOWN,
        "",
        "idle",
        Map.of(ResourceGroup.APP, now, ResourceGroup.FS, now),
        resources(now),
        n == 1
            ? null
            : new InstanceHealth.State(
                n - 1, avail(n - 1), avail(n - 1), false, false, at(n - 1), known(n - 1)),
        n == 1
            ? List.of()
            : List.of(
                new InstanceHealth.ResourceChange(
                    APP, avail(n - 1), removed ? null : now, n - 1, at(n - 1), known(n - 1))),
        "vigie.instance-status.v1-0@" + n);
  }

  static ServiceHealth service(String cluster, String service, long n) {
    Availability now = avail(n);
    return new ServiceHealth(
        new ServiceId(cluster, service),
        n,
        false,
        now,
        now,
        false,
        false,
        false,
        at(n),
        known(n),
        "shop",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        0,
        0,
        List.of("n1", "n2"),
        now == Availability.UP ? List.of("n1") : List.of(),
        List.of(),
        List.of(),
        2,
        "",
        Map.of(ResourceGroup.APP, now),
        n == 1
            ? null
            : new ServiceHealth.State(
                n - 1, avail(n - 1), avail(n - 1), false, at(n - 1), known(n - 1)),
        "vigie.instance-status.v1-0@" + n);
  }

  /** Raised, acknowledged, resolved in turn: three transitions an episode. */
  static Alert alert(String cluster, String service, long n) {
    return alert(cluster, service, n, 0);
  }

  /**
   * @param later seconds
   */
  static Alert alert(String cluster, String service, long n, long later) {
    long begin = later + n - (n - 1) % 3;
    boolean resolved = n % 3 == 0;
    return new Alert(
        alertId(cluster, service),
        n,
        (n + 2) / 3,
        1,
        resolved ? AlertState.RESOLVED : AlertState.OPEN,
        Severity.CRITICAL,
        List.of(AlertMove.RESOLVED, AlertMove.RAISED, AlertMove.ACKNOWLEDGED).get((int) (n % 3)),
        false,
        null,
        at(begin),
        known(begin),
        known(later + n),
        resolved ? at(later + n) : null,
        resolved ? "cleared" : "",
        "PRD",
        true,
        List.of("shop"),
        new ServiceId(cluster, service),
        null,
        n % 3 == 2 ? "s1" : "",
        n % 3 == 1 ? null : new Alert.Acknowledgement("zoe", at(begin + 1), "on it", null, false),
        null,
        Map.of("avail", "down"),
        List.of(
            new Alert.Evidence(
                "vigie.service-health.v1-0@" + n, Map.of("avail", "up"), Map.of("avail", "down"))));
  }

  static AlertId alertId(String cluster, String service) {
    return AlertId.of(AlertKind.SERVICE_UNAVAILABLE, cluster + '/' + service, "");
  }

  /** Alive and silent in turn. */
  static NodeHealth node(String cluster, String node, long n) {
    return node(cluster, node, n, false);
  }

  /** Nothing new of change n but a later sign of life. */
  static NodeHealth touch(String cluster, String node, long n) {
    return node(cluster, node, n, true);
  }

  private static NodeHealth node(String cluster, String node, long n, boolean touch) {
    boolean ended = n > 1 && !touch;
    return new NodeHealth(
        new NodeId(cluster, node),
        n,
        touch,
        state(n),
        false,
        at(n),
        known(n),
        touch ? at(n).plusMillis(500) : at(n),
        12,
        0,
        "PRD",
        "north",
        "boot-1",
        "0.1",
        7,
        n == 2 ? new Maintenance(at(9), "new memory", "zoe@" + node) : null,
        ended ? state(n - 1) : null,
        ended ? at(n - 1) : null,
        "vigie.node-heartbeat.v1-0@" + n);
  }

  static NodeState state(long n) {
    return n % 2 == 1 ? NodeState.ALIVE : NodeState.SILENT;
  }

  static Availability avail(long n) {
    return n % 2 == 1 ? Availability.UP : Availability.DOWN;
  }

  static Instant at(long n) {
    return Instant.ofEpochMilli(START + n * 1_000);
  }

  static Instant known(long n) {
    return at(n).plusMillis(40);
  }

  private static Map<Rid, ResourceStatus> resources(Availability app) {
    Map<Rid, ResourceStatus> resources = new TreeMap<>();
    resources.put(APP, ResourceStatus.of(app, "app.simple", "/usr/bin/web --port 8443"));
    resources.put(
        Rid.parse("fs#data"),
        ResourceStatus.of(Availability.UP, "fs.ext4", "/dev/vg1/data on /srv/web/data"));
    resources.put(
        Rid.parse("disk#vg1"), ResourceStatus.of(Availability.UP, "disk.loop", "/dev/loop3"));
    resources.put(
        Rid.parse("ip#front"),
        ResourceStatus.of(Availability.UP, "ip.host", "10.0.0.7/24 on eth0"));
    resources.put(
        Rid.parse("sync#nodes"),
        ResourceStatus.of(Availability.UP, "sync.rsync", "/srv/web to n2 every hour"));
    return resources;
  }
}
