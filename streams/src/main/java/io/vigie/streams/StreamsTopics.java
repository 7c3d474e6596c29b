package io.vigie.streams;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.topic.TopicTool;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics the streams stand on: the catalogue's, which must be there, and two of their own. */
final class StreamsTopics {
  private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(30);

  private static final Map<String, String> TRANSITIONS = Map.of("cleanup.policy", "compact");

  /** Its readers are its writers: what they have read, which is at once, nobody needs. */
  private static final Map<String, String> PEOPLE =
      Map.of(
          "cleanup.policy",
          "delete",
          "retention.ms",
          Long.toString(Duration.ofDays(7).toMillis()),
          "message.timestamp.type",
          "CreateTime");

  private StreamsTopics() {}

  /**
   * Creates their own topics where they are missing.
   *
   * @return P of the anchored topics
   * @throws IllegalStateException when a topic is missing, topics disagree about their partitions,
   *     or Kafka does not answer
   */
  static int ready(StreamsSettings settings) {
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    try (Admin admin = Admin.create(config)) {
      int partitions = TopicTool.partitions(admin);
      requireAll(admin);
      create(admin, settings.transitionsTopic(), partitions, TRANSITIONS);
      if (!admin.listTopics().names().get().contains(settings.peopleTopic())) {
        PolicyAgain.read(admin, settings.applicationId());
      }
      create(admin, settings.peopleTopic(), partitions, PEOPLE);
      return partitions;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka at "
              + settings.bootstrap()
              + " does not tell its topics: "
              + e.getCause().getMessage(),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka for its topics", e);
    }
  }

  private static void requireAll(Admin admin) throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<String> missing =
        Arrays.stream(Topic.values())
            .map(Topic::wire)
            .filter(name -> !existing.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "topics " + missing + " do not exist; create them first: vigie up does, or vigie topics");
    }
  }

  /** As many replicas as the inputs have: what it tells is as dear as they are. */
  private static void create(Admin admin, String name, int partitions, Map<String, String> config)
      throws ExecutionException, InterruptedException {
    int replicas =
        describe(admin, Topic.INSTANCE_STATUS.wire()).partitions().get(0).replicas().size();
    NewTopic topic = new NewTopic(name, partitions, (short) replicas).configs(config);
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    requirePartitions(visible(admin, name), partitions);
  }

  /** The controller has a new topic before every broker shows it. */
  private static TopicDescription visible(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_LIMIT.toNanos();
    while (!admin.listTopics().names().get().contains(name)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "topic %s was created and still not visible after %d s"
                .formatted(name, VISIBLE_LIMIT.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return describe(admin, name);
  }

  private static void requirePartitions(TopicDescription topic, int partitions) {
    int found = topic.partitions().size();
    if (found != partitions) {
      throw new IllegalStateException(
          "topic "
              + topic.name()
              + " has "
              + found
              + " partitions, the anchored topics have "
              + partitions
              + "; stop the streams, delete that topic and start again");
    }
  }

  private static TopicDescription describe(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
  }
}
