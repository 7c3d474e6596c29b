package io.vigie.ingest.gateway;

import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Stamp;
import io.vigie.ingest.IngestSettings;
import io.vigie.ingest.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts events on their topics, as an agent with a Kafka client would. */
final class Appender implements AutoCloseable {
  private static final int LINGER_MILLIS = 5;

  /** Longest a thread waits for room, or for the broker to say how many partitions there are. */
  private static final int MOST_BLOCKED_MILLIS = 1_000;

  private final Producer<byte[], byte[]> producer;
  private final Outage outage;

  Appender(IngestSettings settings, Duration delivery, Outage outage) {
    this.outage = outage;
    int deliveryMillis = (int) delivery.toMillis();
    producer =
        new KafkaProducer<>(
            settings.client(
                Map.of(
                    "client.id",
                    "vigie-gateway",
                    "acks",
                    "all",
                    "enable.idempotence",
                    true,
                    "compression.type",
                    "lz4",
                    "batch.size",
                    64 * 1024,
                    "linger.ms",
                    LINGER_MILLIS,
                    "max.block.ms",
                    MOST_BLOCKED_MILLIS,
                    "request.timeout.ms",
                    deliveryMillis / 2,
                    "delivery.timeout.ms",
                    deliveryMillis)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Completes when the broker has it; with a {@link KafkaException} when it may not have it.
   *
   * @param value as it was sent: what this version does not know of it stays
   */
  CompletableFuture<RecordMetadata> append(Envelope<?> envelope, Stamp stamp, byte[] value) {
    return append(envelope, stamp::writeTo, value);
  }

  /** What the gateway says itself. */
  CompletableFuture<RecordMetadata> append(Envelope<?> envelope) {
    return append(envelope, headers -> {}, EventCodec.encode(envelope));
  }

  private CompletableFuture<RecordMetadata> append(
      Envelope<?> envelope, Consumer<Headers> stamp, byte[] value) {
    CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
    Topic topic = envelope.data().goesTo();
    try {
      int partitions = producer.partitionsFor(topic.wire()).size();
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topic.wire(),
              Partition.of(envelope.data().anchor(), partitions),
              envelope.data().key().getBytes(StandardCharsets.UTF_8),
              value);
      stamp.accept(record.headers());
      producer.send(record, (metadata, failure) -> settle(acknowledged, metadata, failure));
    } catch (KafkaException e) {
      settle(acknowledged, null, e);
    }
    return acknowledged;
  }

  private void settle(
      CompletableFuture<RecordMetadata> acknowledged, RecordMetadata metadata, Exception failure) {
    if (failure == null) {
      outage.over();
      acknowledged.complete(metadata);
    } else {
      outage.goesOn(String.valueOf(failure.getMessage()));
      acknowledged.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
