package io.vigie.standalone.bench;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the statuses of a population, round after round, and keeps what the collector must hold in
 * the end. One thread; each instance has its own order.
 */
final class Load implements AutoCloseable {
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Population population;
  private final List<KafkaProducer<byte[], byte[]>> producers;
  private final Random random = new Random(1);
  private final long epoch = Instant.now().getEpochSecond();
  private final long[] seq;
  private final boolean[] flipped;
  private final long[] changes;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long nextBeat = System.nanoTime();
  private long statuses;
  private long flips;

  /**
   * @param producers 1 fills large batches; many send one-record batches as real agents do
   */
  Load(Population population, String bootstrap, int producers) {
    this.population = population;
    this.producers = producers(bootstrap, producers);
    int members = population.members().size();
    seq = new long[population.hosts().size()];
    flipped = new boolean[members];
    changes = new long[members];
  }

  /**
   * One status of every instance; each one but a first flips with the given chance. Nodes live on
   * meanwhile.
   */
  void round(double flipChance) {
    for (int i = 0; i < flipped.length; i++) {
      beat();
      boolean first = changes[i] == 0;
      send(i, !first && random.nextDouble() < flipChance, null);
    }
  }

  /** One status of one instance of the caller's choice. */
  void send(int member, boolean flip, Callback callback) {
    Population.Member target = population.members().get(member);
    if (flip) {
      flipped[member] = !flipped[member];
      flips++;
    }
    if (flip || changes[member] == 0) {
      changes[member]++;
    }
    statuses++;
    emit(
        Topic.INSTANCE_STATUS,
        target.partition(),
        target.node(),
        target.key(),
        target.value(flipped[member]).bytes(),
        callback);
  }

  /** The heartbeats of all nodes when they are due; to be called often. */
  void beat() {
    long now = System.nanoTime();
    if (now < nextBeat) {
      return;
    }
    nextBeat = now + BEAT_NANOS;
    for (int node = 0; node < population.hosts().size(); node++) {
      Population.Host host = population.hosts().get(node);
      emit(Topic.NODE_HEARTBEAT, host.partition(), node, host.key(), host.heartbeat(), null);
    }
  }

  void flush() throws Exception {
    producers.forEach(KafkaProducer::flush);
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  long statuses() {
    return statuses;
  }

  long flips() {
    return flips;
  }

  /** Changes of that instance so far: its change number once everything has arrived. */
  long changes(int member) {
    return changes[member];
  }

  /** What that instance told last. */
  Availability avail(int member) {
    return population.members().get(member).value(flipped[member]).avail();
  }

  /** What it will tell with its next flip. */
  Availability availAfterFlip(int member) {
    return population.members().get(member).value(!flipped[member]).avail();
  }

  private void emit(
      Topic topic, int partition, int node, byte[] key, byte[] value, Callback callback) {
    RecordHeaders headers = new RecordHeaders();
    Order order = new Order(epoch, ++seq[node]);
    new Stamp(order, Instant.ofEpochMilli(System.currentTimeMillis()), "bench-" + node)
        .writeTo(headers);
    producers
        .get(node % producers.size())
        .send(
            new ProducerRecord<>(topic.wire(), partition, null, key, value, headers),
            (metadata, error) -> {
              if (error != null) {
                failure.compareAndSet(null, error);
              } else if (callback != null) {
                callback.onCompletion(metadata, null);
              }
            });
  }

  /**
   * @param count 1: large compressed batches; more: one record a batch
   */
  static List<KafkaProducer<byte[], byte[]>> producers(String bootstrap, int count) {
    Map<String, Object> settings = settings(bootstrap, count == 1);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()))
        .toList();
  }

  private static Map<String, Object> settings(String bootstrap, boolean alone) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        alone ? "lz4" : "none",
        ProducerConfig.LINGER_MS_CONFIG,
        alone ? 5 : 0,
        ProducerConfig.BATCH_SIZE_CONFIG,
        alone ? 262_144 : 1,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        alone ? 67_108_864L : 4_194_304L,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        120_000,
        ProducerConfig.CLIENT_ID_CONFIG,
        "bench-load");
  }

  @Override
  public void close() {
    producers.forEach(KafkaProducer::close);
  }
}
