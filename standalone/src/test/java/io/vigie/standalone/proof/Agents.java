package io.vigie.standalone.proof;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tells what agents tell, as they tell it; and what streams tell, for tests of those after them.
 */
final class Agents implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final long epoch = Instant.now().getEpochSecond();
  private final ScheduledExecutorService alive = Executors.newSingleThreadScheduledExecutor();
  private long seq;

  Agents(String bootstrap, int partitions) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.partitions = partitions;
  }

  /**
   * @param traits app, environment, environment of the node, container type
   * @param supersedes nodes it took the service over from
   */
  static InstanceStatus status(
      InstanceId id,
      Availability word,
      List<String> badges,
      List<String> nodes,
      Topology topology,
      List<String> traits,
      List<String> supersedes) {
    Map<Rid, ResourceStatus> resources = new TreeMap<>();
    Arrays.stream(ResourceGroup.values())
        .filter(group -> badges.contains(group.badge()))
        .forEach(
            group ->
                resources.put(
                    Rid.parse(group.wire() + "#0"), ResourceStatus.of(word, group.wire(), "")));
    InstanceFold fold = InstanceFold.of(resources);
    return new InstanceStatus(
        id,
        fold.avail(),
        fold.overall(),
        traits.get(0),
        traits.get(1),
        traits.get(2),
        traits.get(3),
        topology,
        1,
        nodes.size(),
        "none",
        nodes,
        false,
        true,
        "",
        "idle",
        60,
        0,
        false,
        supersedes,
        resources);
  }

  synchronized void tell(Event event) {
    String source = event.speaker().toString();
    Order order = new Order(epoch, ++seq);
    Instant now = Instant.now();
    ProducerRecord<byte[], byte[]> record = record(event, source + "/" + order, source, now);
    new Stamp(order, now, "2010").writeTo(record.headers());
    producer.send(record);
  }

  /** Of the streams: what nobody else may say. */
  synchronized void tellAsStreams(Event event) {
    producer.send(record(event, "streams/" + ++seq, "vigie/streams", Instant.now()));
  }

  private ProducerRecord<byte[], byte[]> record(Event event, String id, String source, Instant at) {
    return new ProducerRecord<>(
        event.goesTo().wire(),
        event.goesTo().anchored() ? Partition.of(event.anchor(), partitions) : 0,
        event.key().getBytes(StandardCharsets.UTF_8),
        EventCodec.encode(new Envelope<>(id, source, at, event)));
  }

  /** A sign of life of each now and every few seconds, until this is closed. */
  void keepAlive(List<NodeId> nodes) {
    alive.scheduleAtFixedRate(
        () -> nodes.forEach(node -> tell(new NodeHeartbeat(node, "PRD", "", "b1", "1", 10))),
        0,
        5,
        TimeUnit.SECONDS);
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    alive.shutdownNow();
    producer.close();
  }
}
