package io.vigie.agent.request;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The settings of the consumer of requests: small, for there are few of them. */
final class ReaderSettings {
  private static final int FETCH_BYTES = 64 << 10;

  private ReaderSettings() {}

  /**
   * @param others what the node's configuration says of Kafka clients; it wins
   */
  static Map<String, Object> of(String bootstrap, String clientId, Map<String, String> others) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // a request whose act was undone is none
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // a topic that was made anew: the counter keeps old ones from being new
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    // an idle node asks twelve times a minute; what comes is answered at once
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 250);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 8_000);
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put("auto.include.jmx.reporter", false);
    settings.put("metric.reporters", "");
    settings.putAll(others);
    return settings;
  }
}
