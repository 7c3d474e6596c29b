package io.vigie.streams.pulse;

import io.vigie.streams.metric.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Hands Kafka Streams its clients, and shows each stream thread the main consumer it polls:
 * processors run on that thread, and only it may ask that consumer.
 */
public final class MainConsumers implements KafkaClientSupplier, Gates {
  private static final ThreadLocal<Consumer<?, ?>> POLLED_HERE = new ThreadLocal<>();

  private final Metrics metrics;

  public MainConsumers(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Gate of(TopicPartition pulses, List<TopicPartition> others) {
    return new PositionGate(mainConsumer(), pulses, others, metrics);
  }

  private static Consumer<?, ?> mainConsumer() {
    Consumer<?, ?> consumer = POLLED_HERE.get();
    if (consumer == null) {
      throw new IllegalStateException(
          "thread " + Thread.currentThread().getName() + " has polled no main consumer");
    }
    return consumer;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new MainConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class MainConsumer extends KafkaConsumer<byte[], byte[]> {
    MainConsumer(Map<String, Object> config) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      POLLED_HERE.set(this);
      return super.poll(timeout);
    }
  }
}
