package io.vigie.api.self;

import io.vigie.api.ApiSettings;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Reason;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of the last hour that streams set aside after an exception, or refused as forged. */
@Singleton
final class SetAside implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final Duration POLL = Duration.ofMillis(200);

  /** However much there is to read: the next look goes on. */
  private static final int MOST_POLLS = 20;

  private final ApiSettings settings;
  private final Map<Trouble, Long> newest = new HashMap<>();
  private KafkaConsumer<byte[], byte[]> consumer;

  SetAside(ApiSettings settings) {
    this.settings = settings;
  }

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.DEAD_LETTER, AlertKind.RECORD_FORGED);
  }

  @Override
  public Optional<List<Trouble>> look() {
    try {
      if (consumer == null) {
        consumer = joined(System.currentTimeMillis() - HOUR_MILLIS);
      }
      ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
      for (int polls = 1; !read.isEmpty() && polls < MOST_POLLS; polls++) {
        read.forEach(this::take);
        read = consumer.poll(POLL);
      }
      read.forEach(this::take);
    } catch (KafkaException e) {
      LOG.atWarn().setCause(e).log("what was set aside cannot be read; it is tried again");
      rest();
      return Optional.empty();
    }
    long hourAgo = System.currentTimeMillis() - HOUR_MILLIS;
    newest.values().removeIf(at -> at < hourAgo);
    return Optional.of(List.copyOf(newest.keySet()));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Trouble trouble =
        record.topic().equals(Topic.DEAD_LETTER.wire()) ? dead(record) : forged(record);
    if (trouble != null) {
      newest.merge(trouble, record.timestamp(), Math::max);
    }
  }

  private static Trouble dead(ConsumerRecord<byte[], byte[]> record) {
    Header topic = record.headers().lastHeader("vigie.topic");
    String of = topic == null ? "unknown" : new String(topic.value(), StandardCharsets.UTF_8);
    return Trouble.ofCollector(
        AlertKind.DEAD_LETTER,
        of,
        "an exception set records of " + of + " aside on " + Topic.DEAD_LETTER.wire());
  }

  private static Trouble forged(ConsumerRecord<byte[], byte[]> record) {
    return EventCodec.decode(record.value()) instanceof Decoded.Read read
            && read.envelope().data() instanceof Rejected rejected
            && rejected.reason().equals(Reason.FORGED.wire())
        ? Trouble.ofCollector(
            AlertKind.RECORD_FORGED,
            rejected.topic(),
            "records of "
                + rejected.topic()
                + " speak for others than their writer; they are on "
                + Topic.REJECTED.wire())
        : null;
  }

  private KafkaConsumer<byte[], byte[]> joined(long from) {
    KafkaConsumer<byte[], byte[]> joining =
        new KafkaConsumer<>(
            settings.client(
                Map.of(
                    "client.id",
                    "vigie-set-aside",
                    "isolation.level",
                    "read_committed",
                    "enable.auto.commit",
                    false,
                    "auto.offset.reset",
                    "latest",
                    "allow.auto.create.topics",
                    false,
                    "default.api.timeout.ms",
                    5_000)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      List<TopicPartition> all = new ArrayList<>();
      Stream.of(Topic.DEAD_LETTER, Topic.REJECTED)
          .flatMap(topic -> joining.partitionsFor(topic.wire()).stream())
          .forEach(part -> all.add(new TopicPartition(part.topic(), part.partition())));
      joining.assign(all);
      Map<TopicPartition, Long> since = new HashMap<>();
      all.forEach(partition -> since.put(partition, from));
      joining
          .offsetsForTimes(since)
          .forEach(
              (partition, first) -> {
                if (first == null) {
                  joining.seekToEnd(List.of(partition));
                } else {
                  joining.seek(partition, first.offset());
                }
              });
      return joining;
    } catch (KafkaException e) {
      joining.close();
      throw e;
    }
  }

  @Override
  public void rest() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
    newest.clear();
  }
}
