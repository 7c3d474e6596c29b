package io.vigie.standalone.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.streams.StreamsApp;
import io.vigie.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An hour ago, two nodes; a real broker and real streams heard them. Time is what a test says. */
final class Past implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedBroker broker;
  private final StreamsApp streams;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<String> through = new HashSet<>();
  private long now = System.currentTimeMillis() - 3_400_000;
  private long pulses;
  private long seq;

  Past(Path dir) throws Exception {
    broker = EmbeddedBroker.start(dir.resolve("kafka"), 0);
    broker.createTopics(PARTITIONS);
    letTestsTellTheTime();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> outputs =
        List.of(
            new TopicPartition(Topic.SERVICE_HEALTH.wire(), 0),
            new TopicPartition(Topic.SERVICE_HEALTH.wire(), 1),
            new TopicPartition(Topic.NODE_HEALTH.wire(), 0),
            new TopicPartition(Topic.NODE_HEALTH.wire(), 1));
    consumer.assign(outputs);
    consumer.seekToBeginning(outputs);
    streams = StreamsApp.start(StreamsSettings.local(bootstrap(), dir.resolve("streams")));
  }

  private void letTestsTellTheTime() throws Exception {
    AlterConfigOp byProducer =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      for (Topic topic : Topic.values()) {
        if (topic.fromAgents()) {
          ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.wire());
          admin.incrementalAlterConfigs(Map.of(resource, List.of(byProducer))).all().get();
        }
      }
    }
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  Instant now() {
    return Instant.ofEpochMilli(now);
  }

  /** Its application is up, or down, on a node. */
  Past says(String service, String node, Availability status) {
    Map<Rid, ResourceStatus> resources =
        Map.of(Rid.parse("app#0"), ResourceStatus.of(status, "app.simple", "a process"));
    InstanceFold fold = InstanceFold.of(resources);
    return put(
        new InstanceStatus(
            new InstanceId("prod", service, node),
            fold.avail(),
            fold.overall(),
            "shop",
            "PRD",
            "PRD",
            "",
            Topology.FAILOVER,
            0,
            0,
            "",
            List.of("n1", "n2"),
            false,
            true,
            "",
            "idle",
            600,
            0,
            false,
            List.of(),
            resources));
  }

  Past put(Event event) {
    RecordHeaders headers = new RecordHeaders();
    new Stamp(new Order(now / 1_000, ++seq), now(), "install-1").writeTo(headers);
    byte[] value = EventCodec.encode(new Envelope<>("e" + seq, "prod/agent", now(), event));
    byte[] key = event.key().getBytes(UTF_8);
    int partition = Partition.of(event.anchor(), PARTITIONS);
    producer.send(new ProducerRecord<>(event.goesTo().wire(), partition, now, key, value, headers));
    return this;
  }

  /** Seconds pass, and both nodes give signs of life; then all of it is worked out. */
  Past pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000;
      pulse();
      if (i % 10 == 0) {
        beat("n1");
        beat("n2");
      }
    }
    producer.flush();
    await().atMost(PATIENCE).until(this::throughNow);
    return this;
  }

  private void beat(String node) {
    now += 1;
    put(new NodeHeartbeat(new NodeId("prod", node), "PRD", "paris", "boot-1", "1.0", 10));
  }

  private void pulse() {
    Pulse pulse = new Pulse(++pulses, 0);
    byte[] value = EventCodec.encode(new Envelope<>("p" + pulses, "collector", now(), pulse));
    for (Topic topic : Pulse.INPUTS) {
      for (int p = 0; p < PARTITIONS; p++) {
        producer.send(new ProducerRecord<>(topic.wire(), p, now, Pulse.KEY.getBytes(UTF_8), value));
      }
    }
  }

  private boolean throughNow() {
    consumer
        .poll(Duration.ofMillis(50))
        .forEach(
            record -> {
              if (EventCodec.decode(record.value()) instanceof Decoded.Read read
                  && read.envelope().data() instanceof Pulse pulse
                  && pulse.number() == pulses) {
                through.add(record.topic() + record.partition() + pulses);
              }
            });
    return through.stream().filter(each -> each.endsWith("" + pulses)).count() >= 2 * PARTITIONS;
  }

  @Override
  public void close() {
    streams.close();
    producer.close();
    consumer.close();
    broker.close();
  }
}
