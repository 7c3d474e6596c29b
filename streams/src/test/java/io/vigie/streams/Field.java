package io.vigie.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Stamp;
import io.vigie.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with agents, a pulse writer and a reader. Append time is what a test says. */
final class Field implements Wire, AutoCloseable {
  static final int PARTITIONS = 2;

  final EmbeddedBroker broker;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
  // a broker refuses times more than an hour ahead: all of a test happens before its beginning
  private long now = System.currentTimeMillis() - 3_000_000;
  private long pulses;
  private long acts;

  Field(Path dir) throws Exception {
    broker = EmbeddedBroker.start(dir, 0);
    broker.createTopics(PARTITIONS);
    letTestsTellTheTime();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> outputs = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.NODE_HEALTH,
            Topic.INSTANCE_HEALTH,
            Topic.SERVICE_HEALTH,
            Topic.ALERT,
            Topic.TICKET,
            Topic.NOTIFICATION,
            Topic.REJECTED,
            Topic.DEAD_LETTER)) {
      for (int p = 0; p < (topic.anchored() ? PARTITIONS : 1); p++) {
        outputs.add(new TopicPartition(topic.wire(), p));
      }
    }
    consumer.assign(outputs);
    consumer.seekToBeginning(outputs);
  }

  private void letTestsTellTheTime() throws Exception {
    AlterConfigOp byProducer =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      for (Topic topic : Topic.values()) {
        if (topic.fromAgents()) {
          ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.wire());
          admin.incrementalAlterConfigs(Map.of(resource, List.of(byProducer))).all().get();
        }
      }
    }
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(now);
  }

  @Override
  public void put(Event event, Stamp stamp, Instant time) {
    RecordHeaders headers = new RecordHeaders();
    stamp.writeTo(headers);
    byte[] value =
        EventCodec.encode(new Envelope<>("e-" + stamp.order(), "default/agent", time, event));
    int partition = Partition.of(event.anchor(), PARTITIONS);
    byte[] key = event.key().getBytes(UTF_8);
    producer.send(new ProducerRecord<>(event.goesTo().wire(), partition, now, key, value, headers));
  }

  /** A person does something, or sets it; or a mail had an outcome. */
  Field says(Event event) {
    Topic topic = event.goesTo();
    int partition = topic.anchored() ? Partition.of(event.anchor(), PARTITIONS) : 0;
    byte[] value = EventCodec.encode(new Envelope<>("act" + ++acts, "collector/api", now(), event));
    byte[] key = event.key().getBytes(UTF_8);
    producer.send(new ProducerRecord<>(topic.wire(), partition, now, key, value));
    return this;
  }

  void putRaw(String topic, int partition, byte[] value) {
    producer.send(new ProducerRecord<>(topic, partition, now, new byte[] {1}, value));
  }

  /** A second passes on every partition. */
  Field pulse() {
    now += 1_000;
    pulses++;
    byte[] value =
        EventCodec.encode(new Envelope<>("p" + pulses, "collector", now(), new Pulse(pulses, 0)));
    for (Topic topic : Pulse.INPUTS) {
      for (int p = 0; p < PARTITIONS; p++) {
        producer.send(new ProducerRecord<>(topic.wire(), p, now, Pulse.KEY.getBytes(UTF_8), value));
      }
    }
    producer.flush();
    return this;
  }

  Field pulses(int count) {
    for (int i = 0; i < count; i++) {
      pulse();
    }
    return this;
  }

  /** Everything of that kind that was published so far. */
  <E extends Event> List<E> read(Topic topic, Class<E> kind) {
    return raw(topic).stream()
        .map(record -> Spine.event(record.value()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  List<ConsumerRecord<byte[], byte[]>> raw(Topic topic) {
    consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
    return seen.stream().filter(record -> record.topic().equals(topic.wire())).toList();
  }

  /** Whether the latest pulse came through on every partition of that topic. */
  boolean through(Topic topic) {
    return raw(topic).stream()
            .filter(record -> number(record) == pulses)
            .map(ConsumerRecord::partition)
            .distinct()
            .count()
        == PARTITIONS;
  }

  /** Whether so many of what people set stand on every partition of a topic between the stages. */
  boolean spread(String topic, int policies) {
    List<TopicPartition> all =
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
    try (KafkaConsumer<byte[], byte[]> between =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      between.assign(all);
      between.seekToBeginning(all);
      ConsumerRecords<byte[], byte[]> records = between.poll(Duration.ofSeconds(2));
      return all.stream()
          .allMatch(
              partition ->
                  records.records(partition).stream().filter(Field::isPolicy).count() >= policies);
    }
  }

  private static boolean isPolicy(ConsumerRecord<byte[], byte[]> record) {
    return EventCodec.decode(record.value()) instanceof Decoded.Read read
        && read.envelope().data().goesTo() == Topic.POLICY;
  }

  private static long number(ConsumerRecord<byte[], byte[]> record) {
    return EventCodec.decode(record.value()) instanceof Decoded.Read read
            && read.envelope().data() instanceof Pulse pulse
        ? pulse.number()
        : -1;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
    broker.close();
  }
}
