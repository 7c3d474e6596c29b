package io.vigie.contract.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the catalogue's topics, and refuses to go on when the broker disagrees with it. */
public final class TopicTool {
  private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(30);

  private TopicTool() {}

  /**
   * Creates the topics that are missing. Topics that exist keep their partitions, so a second start
   * may name another P and still gets the first one.
   *
   * @param partitions P for the anchored topics, if none exists yet
   * @return P in force
   * @throws IllegalStateException when anchored topics differ in their partitions
   */
  public static int create(Admin admin, int partitions, short replicas)
      throws ExecutionException, InterruptedException {
    Set<String> existing = new HashSet<>(admin.listTopics().names().get());
    int inForce = existing.contains(Topic.INSTANCE_STATUS.wire()) ? partitions(admin) : partitions;
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (!existing.contains(topic.wire())) {
        missing.add(
            new NewTopic(topic.wire(), topic.anchored() ? inForce : 1, replicas)
                .configs(topic.settings()));
      }
    }
    for (var created : admin.createTopics(missing).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    awaitVisible(admin);
    return partitions(admin);
  }

  // the controller has them before every broker shows them
  private static void awaitVisible(Admin admin) throws ExecutionException, InterruptedException {
    List<String> all = Arrays.stream(Topic.values()).map(Topic::wire).toList();
    long deadline = System.nanoTime() + VISIBLE_LIMIT.toNanos();
    while (!admin.listTopics().names().get().containsAll(all)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "topics were created and still not visible after " + VISIBLE_LIMIT.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * P as the broker has it.
   *
   * @throws IllegalStateException when a topic is missing or anchored topics differ in P
   */
  public static int partitions(Admin admin) throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<String> anchored = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (topic.anchored() && existing.contains(topic.wire())) {
        anchored.add(topic.wire());
      }
    }
    if (!anchored.contains(Topic.INSTANCE_STATUS.wire())) {
      throw new IllegalStateException(
          "topic "
              + Topic.INSTANCE_STATUS.wire()
              + " does not exist; create the topics first: vigie up does, or vigie topics");
    }
    Map<String, TopicDescription> described = admin.describeTopics(anchored).allTopicNames().get();
    Set<String> counts = new TreeSet<>();
    described.forEach((name, topic) -> counts.add(topic.partitions().size() + " for " + name));
    int partitions = described.get(Topic.INSTANCE_STATUS.wire()).partitions().size();
    boolean differ =
        described.values().stream().anyMatch(topic -> topic.partitions().size() != partitions);
    if (differ) {
      throw new IllegalStateException(
          "anchored topics must all have the same number of partitions; got " + counts);
    }
    return partitions;
  }
}
