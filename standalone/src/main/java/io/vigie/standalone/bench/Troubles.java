package io.vigie.standalone.bench;

import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Actions that fail and, the next time round, work again, on one instance after the other: each
 * raises an alert or resolves it. Moments are the machine's one wall clock, milliseconds.
 */
final class Troubles implements AutoCloseable {
  private final List<Population.Member> members;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread reader = new Thread(this::read, "bench-alerts");
  private final Map<String, Long> appended = new ConcurrentHashMap<>();
  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private final List<String> followed = new ArrayList<>();
  private final long epoch = Instant.now().getEpochSecond();
  private volatile boolean closed;
  private volatile RuntimeException failure;
  private long sent;

  /**
   * @param members on which they happen, in that order
   */
  Troubles(List<Population.Member> members, String bootstrap) {
    this.members = members;
    producer = Load.producers(bootstrap, 1).get(0);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.ALERT.wire()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader.setDaemon(true);
    reader.start();
  }

  /** Actions ended so far: each is one transition. */
  long sent() {
    return sent;
  }

  /**
   * @param follow whether it counts for the latency
   */
  void next(boolean follow) {
    int size = members.size();
    Population.Member member = members.get((int) (sent % size));
    boolean fails = sent / size % 2 == 0;
    String id = "bench-" + sent++;
    Instant now = Instant.now();
    ActionEnd end =
        new ActionEnd(
            id,
            member.id(),
            "start",
            ActionOrigin.USER,
            "bench",
            "start",
            1,
            now,
            now,
            fails ? ActionStatus.ERR : ActionStatus.OK);
    RecordHeaders headers = new RecordHeaders();
    new Stamp(new Order(epoch, sent), now, "bench").writeTo(headers);
    byte[] value = EventCodec.encode(new Envelope<>(id, member.id().nodeId().toString(), now, end));
    String key = failure(member) + (fails ? " open" : " resolved");
    if (follow) {
      followed.add(key);
      seen.remove(key);
    }
    producer.send(
        new ProducerRecord<>(
            Topic.ACTION.wire(),
            member.partition(),
            null,
            end.key().getBytes(StandardCharsets.UTF_8),
            value,
            headers),
        (metadata, error) -> {
          if (error != null) {
            failure = new IllegalStateException(error);
          } else if (follow) {
            appended.put(key, metadata.timestamp());
          }
        });
  }

  private static String failure(Population.Member member) {
    return "action-failed:" + member.id().serviceId() + ':' + member.id().node() + "/start";
  }

  /** When the broker took the failure on that instance; null when it was not followed. */
  Long failed(Population.Member member) {
    return appended.get(failure(member) + " open");
  }

  void flush() {
    producer.flush();
    if (failure != null) {
      throw failure;
    }
  }

  /** Until every followed alert was read; at most a minute. */
  void await() {
    flush();
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!seen.keySet().containsAll(followed) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** From the broker taking the end of an action to a reader having its alert. */
  Percentiles latency() {
    return Percentiles.of(
        followed.stream()
            .filter(key -> seen.containsKey(key) && appended.containsKey(key))
            .map(key -> seen.get(key) - appended.get(key))
            .toList());
  }

  private void read() {
    try (consumer) {
      while (!closed) {
        consumer.poll(Duration.ofMillis(20)).forEach(this::see);
      }
    }
  }

  private void see(ConsumerRecord<byte[], byte[]> record) {
    long now = System.currentTimeMillis();
    if (EventCodec.decode(record.value()) instanceof Decoded.Read read
        && read.envelope().data() instanceof Alert alert) {
      seen.put(alert.alert() + " " + alert.state().wire(), now);
    }
  }

  @Override
  public void close() {
    closed = true;
    producer.close();
  }
}
