package io.vigie.ingest.recorder;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, one consumer, and what is known of positions. Any failure ends the session: the
 * next one reads positions again, so nothing is ever guessed about a commit that got no answer.
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 2_000;
  private static final Poll NOTHING = new Poll(List.of(), Map.of());

  /** Positions that moved over transaction markers only need not be written more often. */
  private static final long QUIET_MILLIS = 1_000;

  private final Connection connection;
  private final Consumer<byte[], byte[]> consumer;
  private final Reader reader;
  private final Writer writer;
  private final RecorderMetrics metrics;
  private final Identity identity;
  private final Assignment assignment;
  private final CountDownLatch woken = new CountDownLatch(1);
  private long looked = now();
  private long written = now();
  private volatile List<String> complaints = List.of();

  /**
   * @param connection of its own, automatic commit off
   * @param positions of the partitions to record
   */
  Session(
      Connection connection,
      Consumer<byte[], byte[]> consumer,
      Reader reader,
      Writer writer,
      RecorderMetrics metrics,
      Identity identity,
      Map<TopicPartition, Long> positions) {
    this.connection = connection;
    this.consumer = consumer;
    this.reader = reader;
    this.writer = writer;
    this.metrics = metrics;
    this.identity = identity;
    assignment = new Assignment(positions);
    assign(Set.copyOf(positions.keySet()));
  }

  /** Reads what there is, records it, and now and then looks after what it does not record. */
  void step() throws SQLException {
    Poll poll = poll();
    if (!poll.isEmpty() && (!poll.items().isEmpty() || now() - written >= QUIET_MILLIS)) {
      record(poll);
    }
    if (assignment.needsLook() && now() - looked >= LOOK_MILLIS) {
      look();
      looked = now();
    }
  }

  Identity identity() {
    return identity;
  }

  /** Ends a step that waits for records; called by another thread. */
  void wakeUp() {
    woken.countDown();
    consumer.wakeup();
  }

  /** What a person must mend. */
  List<String> complaints() {
    return complaints;
  }

  private void record(Poll poll) throws SQLException {
    long start = System.nanoTime();
    Set<TopicPartition> lost = writer.record(poll);
    metrics.transactionTime().record(Duration.ofNanos(System.nanoTime() - start));
    assignment.recorded(poll.moves());
    written = now();
    if (!lost.isEmpty()) {
      assignment.letGo(lost, now());
      assign(Set.of());
      metrics.lost(lost.size());
      LOG.atInfo()
          .addKeyValue("partitions", lost.size())
          .log("another recorder records these partitions; standing by");
    }
  }

  private Poll poll() {
    if (assignment.active().isEmpty()) {
      // others record everything, and a consumer without partitions refuses to poll
      idle();
      return NOTHING;
    }
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      stop(e.offsetOutOfRangePartitions().keySet());
      return NOTHING;
    }
    Map<TopicPartition, Poll.Move> moves = new HashMap<>();
    assignment
        .active()
        .forEach(
            (partition, from) -> {
              // not the last offset + 1: transaction markers and compacted records have offsets too
              long to = consumer.position(partition);
              if (to != from) {
                moves.put(partition, new Poll.Move(from, to));
              }
            });
    return new Poll(reader.read(records), moves);
  }

  private void idle() {
    try {
      woken.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void stop(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions, ASK);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions, ASK);
    for (TopicPartition partition : partitions) {
      String why =
          OutsideLog.of(
                  partition,
                  assignment.active().get(partition),
                  begin.get(partition),
                  end.get(partition))
              .explain();
      assignment.stop(partition, why);
      metrics.stopped();
      LOG.atError().addKeyValue("partition", partition).log(why);
    }
    assign(Set.of());
  }

  /** Takes over what another recorder has left alone, and goes on where a person mended. */
  private void look() throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Positions.read(connection).forEach((partition, at) -> positions.put(partition, at.next()));
    connection.commit();
    Set<TopicPartition> taken = waiting(assignment.look(positions, now()), positions);
    taken.addAll(assignment.mended(positions));
    if (!taken.isEmpty()) {
      assignment.take(taken, positions);
      assign(taken);
      LOG.atInfo().addKeyValue("partitions", taken.size()).log("recording these partitions");
    }
  }

  private Set<TopicPartition> waiting(
      Set<TopicPartition> still, Map<TopicPartition, Long> positions) {
    Set<TopicPartition> waiting = new HashSet<>();
    if (!still.isEmpty()) {
      consumer
          .endOffsets(still, ASK)
          .forEach(
              (partition, end) -> {
                if (end > positions.get(partition)) {
                  waiting.add(partition);
                }
              });
    }
    return waiting;
  }

  /**
   * @param fresh active partitions whose position the consumer does not hold
   */
  private void assign(Set<TopicPartition> fresh) {
    Map<TopicPartition, Long> active = assignment.active();
    consumer.assign(active.keySet());
    fresh.forEach(partition -> consumer.seek(partition, active.get(partition)));
    metrics.partitions(active.size(), assignment.standbyCount(), assignment.stoppedCount());
    complaints = List.copyOf(assignment.complaints());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public void close() throws SQLException {
    try {
      consumer.close();
    } finally {
      connection.close();
    }
  }
}
