package io.vigie.streams;

import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is read back into the stores, and how long some store was being read back. */
final class Restores implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(Restores.class);

  private final Metrics metrics;
  private final Set<TopicPartition> underWay = new HashSet<>();
  private long begun;
  private long records;

  Restores(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public synchronized void onRestoreStart(
      TopicPartition partition, String store, long startingOffset, long endingOffset) {
    if (underWay.isEmpty()) {
      begun = System.nanoTime();
      records = 0;
    }
    underWay.add(partition);
  }

  @Override
  public synchronized void onBatchRestored(
      TopicPartition partition, String store, long batchEndOffset, long restored) {
    records += restored;
    metrics.count(Counter.RESTORED, restored);
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    ended(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    ended(partition);
  }

  private synchronized void ended(TopicPartition partition) {
    if (underWay.remove(partition) && underWay.isEmpty()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      metrics.count(Counter.RESTORING_MILLIS, millis);
      LOG.atInfo()
          .addKeyValue("records", records)
          .addKeyValue("millis", millis)
          .log("stores are restored");
    }
  }
}
