package io.vigie.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What streams would have written in some hours: nodes in pairs, services that are up on the first
 * of each pair and go down for a while, one after the other; a transaction each second.
 */
final class RecordedHours implements AutoCloseable {
  private static final List<Topic> TIMED =
      List.of(Topic.INSTANCE_HEALTH, Topic.SERVICE_HEALTH, Topic.NODE_HEALTH);

  /** Seconds a service is down. */
  private static final int DOWN = 30;

  private final int nodes;
  private final int servicesPerPair;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<Rid, ResourceStatus> resources = new TreeMap<>();
  private final Deque<Integer> down = new ArrayDeque<>();
  private long now;
  private long changes;
  private long outages;
  private int next;

  RecordedHours(String bootstrap, int nodes, int servicesPerPair, int partitions, long begin) {
    this.nodes = nodes;
    this.servicesPerPair = servicesPerPair;
    this.partitions = partitions;
    now = begin;
    for (String rid : List.of("app#web", "fs#log", "fs#data", "disk#data", "ip#0")) {
      resources.put(
          Rid.parse(rid), ResourceStatus.of(Availability.UP, "app.simple", "/srv/web/bin/" + rid));
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                "bench-replay",
                "linger.ms",
                5,
                "batch.size",
                32 * 1024,
                "buffer.memory",
                64L << 20,
                "max.block.ms",
                300_000,
                "compression.type",
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  int services() {
    return nodes / 2 * servicesPerPair;
  }

  /** Times a service was down for long enough to raise an alert. */
  long outages() {
    return outages;
  }

  void begin() {
    producer.beginTransaction();
    for (int node = 0; node < nodes; node++) {
      node(node);
    }
    for (int service = 0; service < services(); service++) {
      service(service, true);
    }
    producer.commitTransaction();
  }

  /** A second in which so many services go down; those whose time is over come up again. */
  void second(int falls) {
    now += 1_000;
    producer.beginTransaction();
    while (down.size() >= DOWN * falls && falls > 0) {
      service(down.remove(), true);
    }
    for (int i = 0; i < falls; i++) {
      service(next, false);
      down.add(next);
      outages++;
      next = (next + 1) % services();
    }
    Pulse pulse = new Pulse(now / 1_000, now);
    byte[] value = encode(pulse);
    for (Topic topic : TIMED) {
      for (int partition = 0; partition < partitions; partition++) {
        send(topic, partition, Pulse.KEY, value);
      }
    }
    producer.commitTransaction();
  }

  private void node(int number) {
    Instant at = Instant.ofEpochMilli(now);
    send(
        Topic.NODE_HEALTH,
        new NodeHealth(
            new NodeId("bench", "n" + number),
            1,
            false,
            NodeState.ALIVE,
            false,
            at,
            at,
            at,
            0,
            0,
            "PRD",
            "paris",
            "boot-1",
            "bench",
            1,
            null,
            null,
            null,
            "bench"));
  }

  private void service(int number, boolean up) {
    int pair = number / servicesPerPair * 2;
    ServiceId id = new ServiceId("bench", "svc" + number);
    List<String> names = List.of("n" + pair, "n" + (pair + 1));
    Instant at = Instant.ofEpochMilli(now);
    Availability avail = up ? Availability.UP : Availability.DOWN;
    changes++;
    send(Topic.INSTANCE_HEALTH, instance(id.on(names.get(0)), names, avail, false, at));
    send(Topic.INSTANCE_HEALTH, instance(id.on(names.get(1)), names, Availability.DOWN, up, at));
    send(
        Topic.SERVICE_HEALTH,
        new ServiceHealth(
            id,
            changes,
            false,
            avail,
            avail,
            false,
            false,
            false,
            at,
            at,
            "SHOP",
            "PRD",
            "hosted",
            Topology.FAILOVER,
            1,
            1,
            names,
            up ? List.of(names.get(0)) : List.of(),
            List.of(),
            List.of(),
            2,
            "",
            Map.of(),
            null,
            "bench-" + changes));
  }

  private InstanceHealth instance(
      InstanceId id, List<String> names, Availability avail, boolean servedElsewhere, Instant at) {
    return new InstanceHealth(
        id,
        changes,
        false,
        avail,
        avail,
        true,
        false,
        "",
        false,
        true,
        at,
        at,
        at,
        "SHOP",
        "PRD",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        names,
        false,
        servedElsewhere,
        "",
        "idle",
        Map.of(),
        resources,
        null,
        List.of(),
        "bench-" + changes);
  }

  private void send(Topic topic, Event event) {
    send(topic, Partition.of(event.anchor(), partitions), event.key(), encode(event));
  }

  private byte[] encode(Event event) {
    return EventCodec.encode(
        new Envelope<>("bench-" + changes, "vigie/streams", Instant.ofEpochMilli(now), event));
  }

  private void send(Topic topic, int partition, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic.wire(), partition, now, key.getBytes(UTF_8), value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
