package io.vigie.ingest.recorder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vigie.contract.event.Pulse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;

/** What the recorder counts. */
final class RecorderMetrics {
  private final MeterRegistry registry;
  private final Counter records;
  private final Counter transactions;
  private final Counter lost;
  private final Counter stopped;
  private final Counter repeated;
  private final Counter monthsNotAdded;
  private final Counter rejectionsNotKept;
  private final Timer transactionTime;
  private final AtomicInteger active;
  private final AtomicInteger standby;
  private final AtomicInteger stoppedNow;
  private final Map<TopicPartition, Long> pulses = new ConcurrentHashMap<>();

  RecorderMetrics(MeterRegistry registry) {
    this.registry = registry;
    records = registry.counter("vigie.recorder.records");
    transactions = registry.counter("vigie.recorder.transactions");
    lost = registry.counter("vigie.recorder.partitions.lost");
    stopped = registry.counter("vigie.recorder.partitions.stopped");
    repeated = registry.counter("vigie.recorder.transactions.repeated");
    monthsNotAdded = registry.counter("vigie.recorder.months.not.added");
    rejectionsNotKept = registry.counter("vigie.recorder.rejected.not.kept");
    transactionTime = registry.timer("vigie.recorder.transaction");
    active = partitions("active");
    standby = partitions("standby");
    stoppedNow = partitions("stopped");
    registry.gauge("vigie.recorder.behind.seconds", pulses, RecorderMetrics::behindSeconds);
  }

  private AtomicInteger partitions(String state) {
    AtomicInteger value = new AtomicInteger();
    registry.gauge(
        "vigie.recorder.partitions",
        java.util.List.of(io.micrometer.core.instrument.Tag.of("state", state)),
        value);
    return value;
  }

  void recorded(Poll poll) {
    transactions.increment();
    records.increment(poll.items().size());
    for (Item item : poll.items()) {
      if (item instanceof Item.Heard heard && heard.event() instanceof Pulse pulse) {
        pulses.merge(item.partition(), pulse.appendedMillis(), Math::max);
      }
    }
  }

  Timer transactionTime() {
    return transactionTime;
  }

  void lost(int partitions) {
    lost.increment(partitions);
  }

  void stopped() {
    stopped.increment();
  }

  /** MariaDB ended a transaction for the sake of another. */
  void repeated() {
    repeated.increment();
  }

  void monthsNotAdded() {
    monthsNotAdded.increment();
  }

  void rejected(Item.Refused refused) {
    registry
        .counter(
            "vigie.recorder.rejected",
            "topic",
            refused.record().topic(),
            "reason",
            refused.reason())
        .increment();
  }

  void rejectionNotKept() {
    rejectionsNotKept.increment();
  }

  void outage(String of) {
    registry.counter("vigie.recorder.outages", "of", of).increment();
  }

  void partitions(int nowActive, int nowStandby, int nowStopped) {
    active.set(nowActive);
    standby.set(nowStandby);
    stoppedNow.set(nowStopped);
  }

  private static double behindSeconds(Map<TopicPartition, Long> pulses) {
    long now = System.currentTimeMillis();
    return pulses.values().stream().mapToLong(at -> now - at).max().orElse(0) / 1000.0;
  }
}
