package io.vigie.api.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.vigie.api.ApiSettings;
import io.vigie.api.list.Position;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one reader of changes in this process, for every browser it serves. */
@Singleton
public final class LiveReader implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(LiveReader.class);

  /** How far back of each partition it begins, records: browsers resume here from elsewhere. */
  private static final long BACK = 500;

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int AGAIN_SECONDS = 1;

  private final ApiSettings settings;
  private final Ring ring;
  private final Changes changes;
  private final Pulses pulses;
  private final Listeners listeners;
  private final MeterRegistry meters;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "live-events");
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile String reason = "it has not begun yet";

  LiveReader(
      ApiSettings settings,
      Ring ring,
      Changes changes,
      Pulses pulses,
      Listeners listeners,
      MeterRegistry meters) {
    this.settings = settings;
    this.ring = ring;
    this.changes = changes;
    this.pulses = pulses;
    this.listeners = listeners;
    this.meters = meters;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    thread.start();
  }

  /** Why it reads nothing; empty while it reads. */
  public String reason() {
    return reason;
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (Consumer<byte[], byte[]> mine = consumer()) {
        consumer = mine;
        begin(mine);
        reason = "";
        LOG.atInfo().log("live events are read");
        while (closing.getCount() > 0) {
          take(mine);
        }
      } catch (WakeupException e) {
        LOG.atDebug().log("live events end");
      } catch (KafkaException | IllegalStateException e) {
        failed(e);
      }
    }
  }

  // one bad hour must not end the thread, nor fill the log
  private void failed(RuntimeException e) {
    String now = String.valueOf(e.getMessage());
    if (!now.equals(reason)) {
      meters.counter("vigie.live.failures").increment();
      LOG.atWarn().setCause(e).log("live events cannot be read; it is tried again every second");
    }
    reason = now;
    try {
      closing.await(AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Consumer<byte[], byte[]> mine) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : Position.TOPICS) {
      List<PartitionInfo> found = mine.partitionsFor(topic.wire());
      if (found == null || found.isEmpty()) {
        throw new IllegalStateException(
            "topic " + topic.wire() + " does not exist; create the topics first: vigie topics");
      }
      found.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    mine.assign(partitions);
    Map<TopicPartition, Long> beginnings = mine.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = mine.endOffsets(partitions);
    Map<TopicPartition, Long> floors = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.get(partition);
      long from = Math.max(beginning, ends.get(partition) - BACK);
      mine.seek(partition, from);
      floors.put(partition, from == beginning ? 0 : from);
    }
    pulses.expect(outputs(partitions));
    ring.begin(floors);
    listeners.wake();
  }

  private static Set<TopicPartition> outputs(List<TopicPartition> partitions) {
    return partitions.stream()
        .filter(partition -> Pulse.OUTPUTS.contains(Topic.parse(partition.topic())))
        .collect(Collectors.toSet());
  }

  private void take(Consumer<byte[], byte[]> mine) {
    ConsumerRecords<byte[], byte[]> records = mine.poll(POLL);
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
    records.forEach(all::add);
    List<LiveEvent> events = changes.of(all);
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : mine.assignment()) {
      positions.put(partition, mine.position(partition));
    }
    ring.append(events, positions);
    if (!events.isEmpty()) {
      meters.counter("vigie.live.events").increment(events.size());
      listeners.wake();
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        settings.client(
            Map.of(
                "client.id",
                "vigie-live",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none",
                "allow.auto.create.topics",
                false,
                // a change waits for nothing: an answer goes out with its first byte
                "fetch.min.bytes",
                1,
                "fetch.max.wait.ms",
                100,
                "max.poll.records",
                2_000,
                "default.api.timeout.ms",
                5_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @PreDestroy
  void stop() throws InterruptedException {
    closing.countDown();
    Consumer<byte[], byte[]> mine = consumer;
    if (mine != null) {
      mine.wakeup();
    }
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }
}
