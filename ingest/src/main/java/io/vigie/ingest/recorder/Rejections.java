package io.vigie.ingest.recorder;

import io.vigie.contract.event.Rejected;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what could not be recorded, with its reason. Sent again after a failure it has the same
 * key: topic, partition and offset of the record.
 */
final class Rejections {
  private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

  private final Producer<byte[], byte[]> producer;
  private final int partitions;
  private final RecorderMetrics metrics;

  /**
   * @param partitions P of the anchored topics
   */
  Rejections(Producer<byte[], byte[]> producer, int partitions, RecorderMetrics metrics) {
    this.producer = producer;
    this.partitions = partitions;
    this.metrics = metrics;
  }

  /**
   * Sends the refused among the items and waits until the broker has them.
   *
   * @throws KafkaException when the broker is away: nothing may be committed then
   */
  void send(List<Item> items) {
    List<Item.Refused> refused =
        items.stream()
            .filter(Item.Refused.class::isInstance)
            .map(Item.Refused.class::cast)
            .toList();
    if (refused.isEmpty()) {
      return;
    }
    // all of them are on their way before the first is waited for
    refused.stream().map(item -> producer.send(record(item))).toList().forEach(this::await);
    refused.forEach(metrics::rejected);
    log(refused.get(0), refused.size());
  }

  private void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        throw new KafkaException("a rejected record could not be kept", e.getCause());
      }
      // the broker will never take it; one bad record must not stop all good ones
      metrics.rejectionNotKept();
      LOG.atWarn()
          .addKeyValue("topic", Topic.REJECTED.wire())
          .addKeyValue("cause", e.getCause().getMessage())
          .log("rejected record not kept");
    }
  }

  /** One line a poll: a sender gone wrong must not fill the disk. */
  private static void log(Item.Refused first, int count) {
    ConsumerRecord<byte[], byte[]> record = first.record();
    LOG.atWarn()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", first.reason())
        .addKeyValue("count", count)
        .log("records rejected, the first of them here");
  }

  private ProducerRecord<byte[], byte[]> record(Item.Refused refused) {
    ConsumerRecord<byte[], byte[]> record = refused.record();
    Rejected rejected =
        Rejected.of(
            refused.reason(),
            refused.detail(),
            record.topic(),
            record.partition(),
            record.offset(),
            record.key(),
            record.value(),
            Instant.ofEpochMilli(record.timestamp()));
    Envelope<Rejected> envelope =
        new Envelope<>(UUID.randomUUID().toString(), "collector", Instant.now(), rejected);
    return new ProducerRecord<>(
        Topic.REJECTED.wire(),
        Partition.of(rejected.anchor(), partitions),
        rejected.key().getBytes(StandardCharsets.UTF_8),
        EventCodec.encode(envelope));
  }

  /** What its producer must be set to: a batch waits for it, so it gives up early. */
  static Map<String, Object> producerSettings() {
    return Map.of(
        "acks", "all",
        "linger.ms", 0,
        "max.block.ms", 5_000,
        "request.timeout.ms", 4_000,
        "delivery.timeout.ms", 5_000,
        "client.id", "vigie-recorder-rejections");
  }
}
