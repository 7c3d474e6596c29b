package io.vigie.notify.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.notify.NotifySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels as people set them, followed from their topic. */
public final class Channels implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
  private static final TopicPartition POLICIES = new TopicPartition(Topic.POLICY.wire(), 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long AGAIN_MILLIS = 1_000;
  private static final long CATCH_UP_MILLIS = 10_000;

  private final NotifySettings settings;
  private final Thread thread = new Thread(this::run, "notify-channels");
  private volatile boolean closing;
  private volatile Consumer<byte[], byte[]> current;

  /** Of a whole reading: what is read half says what people took back since. */
  private volatile Map<String, ChannelPolicy> known = Map.of();

  /** How often the end of the topic was reached that stood there when a round began. */
  private long rounds;

  private Channels(NotifySettings settings) {
    this.settings = settings;
  }

  /** Returns at once. */
  public static Channels follow(NotifySettings settings) {
    Channels channels = new Channels(settings);
    channels.thread.start();
    return channels;
  }

  /** As far as is known just now; empty when there is none, or it is not known yet. */
  public Optional<ChannelPolicy> known(String name) {
    return Optional.ofNullable(known.get(ChannelPolicy.KEYS + name));
  }

  /** All that are known just now. */
  public List<ChannelPolicy> all() {
    return List.copyOf(known.values());
  }

  /**
   * What people set up to now.
   *
   * @throws IllegalStateException when that is not read in time
   */
  public Optional<ChannelPolicy> find(String name) {
    Optional<ChannelPolicy> found = known(name);
    if (found.isEmpty()) {
      // whoever tells of a channel read of it before: it stands on the topic by now
      catchUp();
      found = known(name);
    }
    return found;
  }

  /**
   * Returns when all is known that people set until now.
   *
   * @throws IllegalStateException when that is not read in time
   */
  public synchronized void catchUp() {
    long deadline = System.nanoTime() + CATCH_UP_MILLIS * 1_000_000;
    // one that runs may have looked at the end already
    long until = rounds + 2;
    while (rounds < until) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 || closing) {
        throw new IllegalStateException("what people set could not be read from Kafka");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private void run() {
    while (!closing) {
      try (Consumer<byte[], byte[]> consumer = consumer()) {
        current = consumer;
        read(consumer);
      } catch (WakeupException e) {
        return; // closing
      } catch (KafkaException e) {
        // the sender tells that Kafka is away
        LOG.atDebug().setCause(e).log("channels cannot be read");
      }
      pause();
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(POLICIES));
    consumer.seekToBeginning(List.of(POLICIES));
    Map<String, ChannelPolicy> fresh = new ConcurrentHashMap<>();
    while (!closing) {
      long end = consumer.endOffsets(Set.of(POLICIES)).get(POLICIES);
      do {
        consumer.poll(POLL).forEach(record -> take(record, fresh));
      } while (!closing && consumer.position(POLICIES) < end);
      if (!closing) {
        known = fresh;
        round();
      }
    }
  }

  private synchronized void round() {
    rounds++;
    notifyAll();
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, Map<String, ChannelPolicy> channels) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (!key.startsWith(ChannelPolicy.KEYS)) {
      return;
    }
    if (record.value() == null) {
      channels.remove(key);
    } else if (EventCodec.decode(record.value()) instanceof Decoded.Read read
        && read.envelope().data() instanceof ChannelPolicy policy) {
      channels.put(key, policy);
    } else {
      LOG.atWarn().addKeyValue("key", key).log("a channel cannot be read; it stays as it was");
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        settings.client(
            Map.of(
                "client.id",
                "vigie-notify-channel-policies",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                10_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  @Override
  public void close() {
    closing = true;
    Consumer<byte[], byte[]> open = current;
    if (open != null) {
      open.wakeup();
    }
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
