package io.vigie.streams.deadletter;

import io.vigie.contract.topic.Topic;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets aside the record that an exception came from, as it stands on its topic. */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** Room for key and headers beside the value. */
  private static final int MOST_VALUE_BYTES = Topic.MAX_RECORD_BYTES - 100_000;

  private static final int MOST_KEY_BYTES = 10_000;
  private static final int MOST_HEADER_BYTES = 1_000;

  private final Metrics metrics;

  DeadLetters(Map<String, ?> config) {
    this.metrics =
        config.get(DeadLetterHandlers.METRICS) instanceof Metrics given ? given : new Metrics();
  }

  /**
   * A dead letter of now, however old the record is, on the partition it came from; its headers say
   * where and why.
   */
  List<ProducerRecord<byte[], byte[]>> of(
      ErrorHandlerContext at, byte[] key, byte[] value, Exception cause) {
    metrics.count(Counter.DEAD_LETTERS);
    LOG.atError()
        .addKeyValue("topic", at.topic())
        .addKeyValue("partition", at.partition())
        .addKeyValue("offset", at.offset())
        .addKeyValue("operator", at.processorNodeId())
        .setCause(cause)
        .log("record set aside as a dead letter");
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topic.DEAD_LETTER.wire(),
            at.partition(),
            null,
            head(key, MOST_KEY_BYTES),
            head(value, MOST_VALUE_BYTES));
    Headers headers = letter.headers();
    put(headers, "topic", at.topic());
    put(headers, "partition", Integer.toString(at.partition()));
    put(headers, "offset", Long.toString(at.offset()));
    put(headers, "operator", at.processorNodeId());
    put(headers, "exception", cause.getClass().getName());
    put(headers, "message", cause.getMessage());
    put(headers, "bytes", Integer.toString(value == null ? 0 : value.length));
    return List.of(letter);
  }

  private static byte[] head(byte[] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  private static void put(Headers headers, String name, String value) {
    byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    headers.add("vigie." + name, head(text, MOST_HEADER_BYTES));
  }
}
