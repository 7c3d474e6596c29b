package io.vigie.agent.request;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.transport.BrokerTime;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads this node's requests: the one partition they are on, from where it was left, in no group.
 * On the first look it begins at the end: what was asked before is not for a node that knows
 * nothing of what it did.
 */
final class RequestReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final int SHORT_MILLIS = 50;
  private static final int LONG_MILLIS = 10_000;

  private final NodeId node;
  private final Map<String, Object> settings;
  private final BrokerTime time;
  private final Ledger ledger;
  private final Requests requests;
  private final Runnable ready;
  private final byte[] key;
  private final Thread thread = new Thread(this::run, "vigie-requests");
  private volatile boolean running = true;
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private String trouble = "";

  /**
   * @param ready called once requests are read
   */
  RequestReader(
      NodeId node,
      Map<String, Object> settings,
      BrokerTime time,
      Ledger ledger,
      Requests requests,
      Runnable ready) {
    this.node = node;
    this.settings = settings;
    this.time = time;
    this.ledger = ledger;
    this.requests = requests;
    this.ready = ready;
    key = node.toString().getBytes(StandardCharsets.UTF_8);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (running) {
      try {
        read();
      } catch (WakeupException | InterruptException e) {
        return;
      } catch (KafkaException e) {
        tell(e.toString());
      } catch (IOException e) {
        tell(FileTrouble.inWords(e));
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the reader of requests stumbled");
      }
      pause(ThreadLocalRandom.current().nextInt(LONG_MILLIS / 10, LONG_MILLIS));
    }
  }

  private void read() throws IOException {
    // without the broker's time nothing can be said to be in time
    while (running && time.now().isEmpty()) {
      pause(SHORT_MILLIS);
    }
    if (!running) {
      return;
    }
    try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(settings)) {
      consumer = reader;
      TopicPartition partition = place(reader);
      reader.assign(List.of(partition));
      begin(reader, partition);
      ready.run();
      while (running) {
        for (ConsumerRecord<byte[], byte[]> each : reader.poll(POLL)) {
          take(each);
        }
        tell("");
      }
    } finally {
      consumer = null;
    }
  }

  private TopicPartition place(KafkaConsumer<byte[], byte[]> reader) {
    String topic = Topic.ACTION_REQUEST.wire();
    int partitions = reader.partitionsFor(topic).size();
    if (partitions == 0) {
      throw new KafkaException("the broker has no topic " + topic);
    }
    return new TopicPartition(topic, Partition.of(node.toString(), partitions));
  }

  private void begin(KafkaConsumer<byte[], byte[]> reader, TopicPartition partition)
      throws IOException {
    if (ledger.next() < 0) {
      ledger.seen(reader.endOffsets(List.of(partition)).get(partition));
    }
    reader.seek(partition, ledger.next());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
    // a partition has the requests of many nodes
    if (!Arrays.equals(key, record.key())) {
      return;
    }
    Optional<ActionRequest> request = decode(record);
    if (request.isPresent()) {
      requests.take(request.get(), record.offset() + 1, now());
    } else {
      ledger.seen(record.offset() + 1);
    }
  }

  private Instant now() {
    return time.now().orElseThrow();
  }

  private static Optional<ActionRequest> decode(ConsumerRecord<byte[], byte[]> record) {
    Decoded decoded = EventCodec.decode(record.value());
    if (decoded instanceof Decoded.Read read
        && read.envelope().data() instanceof ActionRequest request) {
      return Optional.of(request);
    }
    // it names nothing that an answer could be about
    LOG.atWarn()
        .addKeyValue("offset", record.offset())
        .addKeyValue(
            "reason", decoded instanceof Decoded.Refused refused ? refused.detail() : "no request")
        .log("a record for this node is no request");
    return Optional.empty();
  }

  private void tell(String why) {
    if (!why.equals(trouble)) {
      if (why.isEmpty()) {
        LOG.atInfo().log("requests are read again");
      } else {
        LOG.atWarn().addKeyValue("reason", why).log("requests cannot be read");
      }
    }
    trouble = why;
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes nothing more. What was taken goes on. */
  @Override
  public void close() {
    running = false;
    KafkaConsumer<byte[], byte[]> reader = consumer;
    if (reader != null) {
      reader.wakeup();
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
