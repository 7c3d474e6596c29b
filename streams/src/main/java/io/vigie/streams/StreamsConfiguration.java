package io.vigie.streams;

import io.vigie.streams.deadletter.DeadLetterHandlers;
import io.vigie.streams.metric.Metrics;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams. They were measured together: see RATIONALE.md before a change. */
final class StreamsConfiguration {
  private StreamsConfiguration() {}

  static Properties of(StreamsSettings settings, Metrics metrics) {
    Properties p = new Properties();
    p.putAll(settings.client());
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    p.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    // 0 waits for every input and burns 15 % of a core on one that is quiet
    p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    p.put(StreamsConfig.POLL_MS_CONFIG, 20);
    // the stages keep their own maps; a cache in between would only delay the changelog
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocks.class);
    p.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
    consumer(p);
    producer(p);
    handlers(p, metrics);
    return p;
  }

  private static void consumer(Properties p) {
    p.put(main(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(main(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
    p.put(main(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
    p.put(main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    p.put(main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    p.put(restore(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 20_000);
    p.put(restore(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
    p.put(restore(ConsumerConfig.RECEIVE_BUFFER_CONFIG), 1 << 20);
  }

  private static void producer(Properties p) {
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
    // a killed process leaves its transaction open for this long, and its readers waiting
    p.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
  }

  private static void handlers(Properties p, Metrics metrics) {
    p.put(DeadLetterHandlers.METRICS, metrics);
    p.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandlers.Processing.class);
    p.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandlers.Deserialization.class);
    p.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandlers.Production.class);
  }

  private static String main(String name) {
    return StreamsConfig.mainConsumerPrefix(name);
  }

  private static String restore(String name) {
    return StreamsConfig.restoreConsumerPrefix(name);
  }
}
