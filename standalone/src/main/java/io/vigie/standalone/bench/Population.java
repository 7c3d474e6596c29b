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

/**
 * The nodes and instances of a load: nodes in pairs, each pair carrying the same services, each
 * status of five resources and about 1 KB. Values are encoded once, up and down, so that the load
 * generator costs little beside what it loads.
 */
final class Population {
  static final int RESOURCES_PER_STATUS = 5;

  /** An instance with both of its possible reports. */
  record Member(InstanceId id, int node, int partition, byte[] key, byte[] up, byte[] down) {
    byte[] value(boolean isUp) {
      return isUp ? up : down;
    }
  }

  /** A node with its heartbeat. */
  record Host(NodeId id, int partition, byte[] key, byte[] heartbeat) {}

  private final List<Host> hosts = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  Population(int nodes, int servicesPerNode, int partitions) {
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
        members.add(member(node, service, partitions, now));
      }
    }
  }

  List<Host> hosts() {
    return hosts;
  }

  List<Member> members() {
    return members;
  }

  /** Even nodes hold their pair's services up; odd ones stand by. */
  static boolean upAtFirst(Member member) {
    return member.node() % 2 == 0;
  }

  private static Member member(int node, int service, int partitions, Instant now) {
    int pair = node / 2 * 2;
    InstanceId id = new InstanceId("bench", "svc" + pair + "-" + service, "n" + node);
    List<String> nodes = List.of("n" + pair, "n" + (pair + 1));
    InstanceStatus up = status(id, nodes, Availability.UP);
    InstanceStatus down = status(id, nodes, Availability.DOWN);
    return new Member(
        id,
        node,
        Partition.of(up.anchor(), partitions),
        bytes(up.key()),
        encode(up, id.nodeId(), now),
        encode(down, id.nodeId(), now));
  }

  private static InstanceStatus status(InstanceId id, List<String> nodes, Availability word) {
    Map<Rid, ResourceStatus> resources = new TreeMap<>();
    resources.put(Rid.parse("ip#0"), ResourceStatus.of(word, "ip.host", "10.20.30.40/24 on eth0"));
    resources.put(
        Rid.parse("disk#data"), ResourceStatus.of(word, "disk.loop", "/srv/images/data.img"));
    resources.put(
        Rid.parse("fs#data"),
        ResourceStatus.of(word, "fs.ext4", "/dev/loop7 on /srv/" + id.service() + "/data"));
    resources.put(
        Rid.parse("fs#log"),
        ResourceStatus.of(word, "fs.xfs", "/dev/loop8 on /srv/" + id.service() + "/log"));
    resources.put(
        Rid.parse("app#web"),
        ResourceStatus.of(word, "app.simple", "/srv/" + id.service() + "/bin/server --foreground"));
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

  private static byte[] encode(Event event, NodeId source, Instant now) {
    return EventCodec.encode(
        new Envelope<>(Topic.INSTANCE_STATUS.wire() + "-bench", source.toString(), now, event));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
