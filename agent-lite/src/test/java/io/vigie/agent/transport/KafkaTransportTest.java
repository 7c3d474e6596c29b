package io.vigie.agent.transport;

import static io.vigie.agent.spool.Samples.begin;
import static io.vigie.agent.spool.Samples.draft;
import static io.vigie.agent.spool.Samples.end;
import static io.vigie.agent.spool.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.agent.spool.MemorySpool;
import io.vigie.agent.spool.Samples;
import io.vigie.agent.spool.Spool;
import io.vigie.contract.event.Event;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Inbound;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTransportTest {
  private static final int PARTITIONS = 4;

  @TempDir Path data;
  private final Spool spool = new MemorySpool("0123456789abcdef", Instant.now().getEpochSecond());

  @Test
  void whatWasSaidWhileTheBrokerWasAwayArrivesInOrderWhenItIsBack() {
    int port = freePort();
    try (KafkaTransport transport = transport(port)) {
      Courier courier = courier(transport);
      say(begin("a"), line("a", 0));
      assertThat(courier.pump()).isFalse();

      try (EmbeddedBroker broker = EmbeddedBroker.start(data, port)) {
        broker.createTopics(PARTITIONS);
        pumpUntilEmpty(courier);
      }
      say(line("a", 1), end("a"));
      courier.pump();
      try (EmbeddedBroker broker = EmbeddedBroker.start(data, port)) {
        pumpUntilEmpty(courier);
        assertThat(actions(broker.bootstrap()))
            .containsExactly(begin("a"), line("a", 0), line("a", 1), end("a"));
      }
    }
  }

  @Test
  void aRecordTooLargeForTheBrokerIsRefusedForEverAndTheNextOnesPass() {
    List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
        KafkaTransport transport = transport(broker.bootstrap())) {
      broker.createTopics(PARTITIONS);
      Courier courier = courier(transport);
      await().until(() -> transport.send(huge(), outcomes::add));
      say(end("a"));
      pumpUntilEmpty(courier);

      assertThat(outcomes).singleElement().isInstanceOf(Outcome.Never.class);
      assertThat(actions(broker.bootstrap())).containsExactly(end("a"));
    }
  }

  private void pumpUntilEmpty(Courier courier) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> courier.pump() && spool.stats().waiting() == 0);
  }

  private Courier courier(Transport transport) {
    return new Courier(spool, transport, Clock.systemUTC(), null, 100);
  }

  private void say(Event... events) {
    for (Event event : events) {
      spool.append(draft(event));
    }
  }

  private static Outgoing huge() {
    Stamp stamp = new Stamp(new Order(1, 1), Samples.NOON, "");
    byte[] value = new byte[Topic.MAX_RECORD_BYTES + 1];
    return new Outgoing(Topic.ACTION, "default/web", "default/web", stamp, "", value);
  }

  /** The events of the action topic, each checked as streams check it. */
  private static List<Event> actions(String bootstrap) {
    List<Event> events = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        all.add(new TopicPartition(Topic.ACTION.wire(), partition));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long end = consumer.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
      while (events.size() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(each -> events.add(checked(each)));
      }
    }
    return events;
  }

  private static Event checked(ConsumerRecord<byte[], byte[]> each) {
    Inbound.Checked checked =
        Inbound.check(
            Topic.ACTION,
            each.partition(),
            PARTITIONS,
            each.key(),
            each.value(),
            each.headers(),
            Instant.ofEpochMilli(each.timestamp()));
    assertThat(checked).isInstanceOf(Inbound.Checked.Passed.class);
    return ((Inbound.Checked.Passed) checked).event();
  }

  private static KafkaTransport transport(int port) {
    return transport("127.0.0.1:" + port);
  }

  private static KafkaTransport transport(String bootstrap) {
    return new KafkaTransport(ProducerSettings.of(bootstrap, "test", 4 << 20, Map.of()));
  }

  private static int freePort() {
    return ThreadLocalRandom.current().nextInt(20_000, 30_000);
  }
}
