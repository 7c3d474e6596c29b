package io.vigie.notify.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.notify.Clients;
import io.vigie.notify.NotifySettings;
import io.vigie.notify.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels as people set them, followed from their topic. */
public final class Channels implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
  private static final TopicPartition POLICIES = new TopicPartition(Topic.POLICY.wire(), 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final long CATCH_UP_MILLIS = 10_000;

  private final NotifySettings settings;
  private final Worker worker = new Worker("notify-channels", AGAIN, this::turn);
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
    channels.worker.begin();
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
      if (left <= 0 || worker.isClosing()) {
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

  private void turn() {
    try (Consumer<byte[], byte[]> consumer =
        Clients.reader(settings, "vigie-notify-channel-policies", Clients.From.EARLIEST)) {
      current = consumer;
      read(consumer);
    } catch (WakeupException e) {
      // closing
    } catch (KafkaException e) {
      // the sender tells that Kafka is away
      LOG.atDebug().setCause(e).log("channels cannot be read");
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(POLICIES));
    consumer.seekToBeginning(List.of(POLICIES));
    Map<String, ChannelPolicy> fresh = new ConcurrentHashMap<>();
    while (!worker.isClosing()) {
      long end = consumer.endOffsets(Set.of(POLICIES)).get(POLICIES);
      do {
        consumer.poll(POLL).forEach(record -> take(record, fresh));
      } while (!worker.isClosing() && consumer.position(POLICIES) < end);
      if (!worker.isClosing()) {
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

  @Override
  public void close() {
    worker.stop();
    Consumer<byte[], byte[]> open = current;
    if (open != null) {
      open.wakeup();
    }
    worker.close(CLOSE_WITHIN);
  }
}
