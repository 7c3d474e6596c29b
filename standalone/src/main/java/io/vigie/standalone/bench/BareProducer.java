package io.vigie.standalone.bench;

import io.vigie.agent.process.Proc;
import io.vigie.agent.transport.ProducerSettings;
import io.vigie.contract.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A process that does nothing but hand one record to the broker: what an agent's start is held
 * against. Prints how many milliseconds it had run when the broker had it.
 */
final class BareProducer {
  private static final long BUFFER_BYTES = 2L << 20;

  private BareProducer() {}

  public static void main(String[] args) throws Exception {
    Map<String, Object> settings =
        new HashMap<>(ProducerSettings.of(args[0], "bare", BUFFER_BYTES, Map.of()));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      producer.send(new ProducerRecord<>(Topic.REJECTED.wire(), new byte[1])).get();
      System.out.println(Proc.age().toMillis());
    }
  }
}
