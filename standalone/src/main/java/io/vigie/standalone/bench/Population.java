package io.vigie.standalone.bench;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The nodes and instances of a load: nodes in pairs, each pair carrying the same services, each
 * status of five resources and about 1 KB. Each instance has two values, one beside the other, that
 * differ in some of its resources; they are encoded once, so that the load generator costs little
 * beside what it loads.
 */
final class Population {
  static final int RESOURCES_PER_STATUS = 5;

  private static final List<Rid> RIDS =
      Stream.of("app#web", "fs#log", "fs#data", "disk#data", "ip#0").map(Rid::parse).toList();

  /** A report of an instance, and the availability it tells. */
  record Value(Availability avail, byte[] bytes) {}

  /** An instance with both of its reports: the one it begins with, and the one it flips to. */
  record Member(InstanceId id, int node, int partition, byte[] key, Value first, Value flipped) {
    Value value(boolean isFlipped) {
      return isFlipped ? flipped : first;
    }
  }

  /** A node with its heartbeat. */
  record Host(NodeId id, int partition, byte[] key, byte[] heartbeat) {}

  private final List<Host> hosts = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /**
   * @param perFlip resources that change with a flip, 1 to {@value #RESOURCES_PER_STATUS}; the
   *     application is the first of them
   */
  Population(int nodes, int servicesPerNode, int partitions, int perFlip) {
    Instant now = Instant.now();
    for (int node = 0; node < nodes; node++) {
      NodeId id = new NodeId("bench", "n" + node);
      NodeHeartbeat heartbeat = new NodeHeartbeat(id, "PRD", "paris", "boot-1", "bench", 10);
      hosts.add(
          new Host(
              id,
              Partition.of(heartbeat.anchor(), partitions),
              bytes(heartbeat.key()),
              encode(heartbeat, id, now)));
      for (int service = 0; service < servicesPerNode; service++) {
        members.add(member(node, service, partitions, perFlip, now));
      }
    }
  }

  List<Host> hosts() {
    return hosts;
  }

  List<Member> members() {
    return members;
  }

  /** Even nodes hold their pair's services up at first; odd ones stand by. */
  private static Member member(int node, int service, int partitions, int perFlip, Instant now) {
    int pair = node / 2 * 2;
    InstanceId id = new InstanceId("bench", "svc" + pair + "-" + service, "n" + node);
    List<String> nodes = List.of("n" + pair, "n" + (pair + 1));
    boolean up = node % 2 == 0;
    InstanceStatus first = status(id, nodes, up, 0);
    return new Member(
        id,
        node,
        Partition.of(first.anchor(), partitions),
        bytes(first.key()),
        value(first, now),
        value(status(id, nodes, up, perFlip), now));
  }

  private static Value value(InstanceStatus status, Instant now) {
    return new Value(status.avail(), encode(status, status.instance().nodeId(), now));
  }

  /**
   * @param flipped how many resources are not as the others are
   */
  private static InstanceStatus status(InstanceId id, List<String> nodes, boolean up, int flipped) {
    String srv = "/srv/" + id.service();
    List<ResourceStatus> all =
        List.of(
            resource(up ^ flipped > 0, "app.simple", srv + "/bin/server --foreground"),
            resource(up ^ flipped > 1, "fs.xfs", "/dev/loop8 on " + srv + "/log"),
            resource(up ^ flipped > 2, "fs.ext4", "/dev/loop7 on " + srv + "/data"),
            resource(up ^ flipped > 3, "disk.loop", "/srv/images/data.img"),
            resource(up ^ flipped > 4, "ip.host", "10.20.30.40/24 on eth0"));
    Map<Rid, ResourceStatus> resources = new TreeMap<>();
    for (int i = 0; i < RESOURCES_PER_STATUS; i++) {
      resources.put(RIDS.get(i), all.get(i));
    }
    InstanceFold fold = InstanceFold.of(resources);
    return new InstanceStatus(
        id,
        fold.avail(),
        fold.overall(),
        "SHOP",
        "PRD",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        1,
        1,
        "none",
        nodes,
        false,
        true,
        "",
        "idle",
        60,
        0,
        false,
        List.of(),
        resources);
  }

  private static ResourceStatus resource(boolean up, String driver, String label) {
    return ResourceStatus.of(up ? Availability.UP : Availability.DOWN, driver, label);
  }

  private static byte[] encode(Event event, NodeId source, Instant now) {
    return EventCodec.encode(
        new Envelope<>(Topic.INSTANCE_STATUS.wire() + "-bench", source.toString(), now, event));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
