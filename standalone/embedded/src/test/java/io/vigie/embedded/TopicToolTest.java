package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.topic.TopicTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The catalogue on a real broker. One broker for all facts: the order of the steps is the story.
 */
class TopicToolTest {
  @TempDir Path dir;

  @Test
  void theBrokerHasTheCatalogueAndDisagreementIsRefused() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> TopicTool.partitions(admin))
          .withMessageContaining(
              "vigie.instance-status.v1 does not exist; create the topics first");

      assertThat(creators(broker, 4)).as("four parts that start at once").containsOnly(4);
      assertThat(TopicTool.create(admin, 48, (short) 1)).as("the first P stays").isEqualTo(4);
      assertLaidOutAsTheCatalogueSays(admin);

      admin.deleteTopics(List.of(Topic.SYNC.wire())).all().get();
      assertThat(TopicTool.create(admin, 48, (short) 1)).as("a topic to come gets P").isEqualTo(4);
      assertLaidOutAsTheCatalogueSays(admin);

      admin.createPartitions(Map.of(Topic.ACTION.wire(), NewPartitions.increaseTo(5))).all().get();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThatIllegalStateException()
                      .isThrownBy(() -> TopicTool.create(admin, 4, (short) 1))
                      .withMessageContaining("same number of partitions")
                      .withMessageContaining("5 for vigie.action.v1")
                      .withMessageContaining("4 for vigie.instance-status.v1"));
    }
  }

  private static List<Integer> creators(EmbeddedBroker broker, int partitions) {
    List<CompletableFuture<Integer>> creators = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      creators.add(CompletableFuture.supplyAsync(() -> broker.createTopics(partitions)));
    }
    return creators.stream().map(CompletableFuture::join).toList();
  }

  private static void assertLaidOutAsTheCatalogueSays(Admin admin) throws Exception {
    List<String> names = Arrays.stream(Topic.values()).map(Topic::wire).toList();
    Map<String, TopicDescription> described = admin.describeTopics(names).allTopicNames().get();
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
    for (Topic topic : Topic.values()) {
      assertThat(described.get(topic.wire()).partitions())
          .as(topic.wire())
          .hasSize(topic.anchored() ? 4 : 1);
      Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.wire()));
      topic
          .settings()
          .forEach((name, value) -> assertThat(config.get(name).value()).as(name).isEqualTo(value));
    }
  }
}
