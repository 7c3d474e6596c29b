package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.topic.Topic;
import io.vigie.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streams refuse to start on topics they cannot rest on, and say what to do. */
class StreamsTopicsTest {
  @TempDir Path dir;
  private EmbeddedBroker broker;

  @BeforeEach
  void open() {
    broker = EmbeddedBroker.start(dir.resolve("kafka"), 0);
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private void refuses(String applicationId, String... words) {
    StreamsSettings settings = settings(applicationId);
    assertThatIllegalStateException()
        .isThrownBy(() -> StreamsApp.start(settings))
        .withMessageContainingAll(words);
  }

  @Test
  void withoutTopicsOrWithOnesThatDisagreeTheyDoNotStart() throws Exception {
    refuses("vigie", Topic.INSTANCE_STATUS.wire(), "does not exist", "vigie topics");
    broker.createTopics(2);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      NewTopic three = new NewTopic("other-node-transitions", 3, (short) 1);
      admin.createTopics(List.of(three)).all().get();
      refuses("other", "other-node-transitions has 3 partitions", "have 2", "delete that topic");

      admin.createPartitions(Map.of("vigie.check.v1", NewPartitions.increaseTo(3))).all().get();
      // the controller knows it before the broker does
      await()
          .until(
              () ->
                  admin
                          .describeTopics(List.of("vigie.check.v1"))
                          .allTopicNames()
                          .get()
                          .get("vigie.check.v1")
                          .partitions()
                          .size()
                      == 3);
      refuses("vigie", "same number of partitions", "3 for vigie.check.v1");

      admin.deleteTopics(List.of("vigie.check.v1")).all().get();
      await().until(() -> !admin.listTopics().names().get().contains("vigie.check.v1"));
      refuses("vigie", "topics [vigie.check.v1] do not exist", "vigie topics");
    }
  }

  /** Who is told was dropped by a version that told nobody: the first that does reads it again. */
  @Test
  void whereNobodyWasToldYetPoliciesAreReadFromTheBeginning() throws Exception {
    broker.createTopics(1);
    TopicPartition policy = new TopicPartition(Topic.POLICY.wire(), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      committed(admin, policy, 7);
      StreamsTopics.ready(settings("vigie"));
      assertThat(admin.listConsumerGroupOffsets("vigie").partitionsToOffsetAndMetadata().get())
          .doesNotContainKey(policy);

      committed(admin, policy, 9);
      StreamsTopics.ready(settings("vigie"));
      assertThat(
              admin
                  .listConsumerGroupOffsets("vigie")
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .get(policy)
                  .offset())
          .isEqualTo(9);
    }
  }

  private static void committed(Admin admin, TopicPartition of, long offset) throws Exception {
    admin.alterConsumerGroupOffsets("vigie", Map.of(of, new OffsetAndMetadata(offset))).all().get();
  }

  private StreamsSettings settings(String applicationId) {
    return new StreamsSettings(
        broker.bootstrap(), dir.resolve("state"), applicationId, Map.of(), 0);
  }
}
