package io.vigie.agent.transport;

import io.vigie.contract.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of an agent's producer. What it is told by the node's configuration wins. */
public final class ProducerSettings {
  private ProducerSettings() {}

  /**
   * @param bootstrap {@code host:port}, several with commas between
   * @param clientId names this producer in the broker's log
   * @param bufferBytes records on their way, at most; a node does with 2 MiB
   * @param others for example {@code security.protocol}, {@code ssl.truststore.location}
   */
  public static Map<String, Object> of(
      String bootstrap, String clientId, long bufferBytes, Map<String, String> others) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    // the spool waits, not the caller
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    // several in flight while a partition gets its leader can leave the producer out of sequence
    // for as long as it retries; a node's reports do not need more than one
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    // given up by the producer it goes back into the spool, and the producer starts a new sequence
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    // Kafka adds up to 20 % of jitter: never more than 10 s
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 250);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 8_000);
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put("auto.include.jmx.reporter", false);
    settings.put("metric.reporters", "");
    settings.putAll(others);
    return settings;
  }
}
