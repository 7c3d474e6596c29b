package io.vigie.ingest.recorder;

import io.vigie.contract.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Which log this is. An offset means something only in the very topic it was taken from.
 *
 * @param topicIds the id each topic got when it was created
 * @param partitions P of the anchored topics
 */
record Identity(String clusterId, Map<String, String> topicIds, int partitions) {
  private static final int TIMEOUT_MILLIS = 5_000;

  /**
   * @throws KafkaException when the broker is away
   * @throws Refusal when a topic is missing or the topics differ in P
   */
  static Identity ask(Admin admin, List<Topic> topics) {
    try {
      String cluster =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
              .clusterId()
              .get();
      Map<String, TopicDescription> described =
          admin
              .describeTopics(
                  topics.stream().map(Topic::wire).toList(),
                  new DescribeTopicsOptions().timeoutMs(TIMEOUT_MILLIS))
              .allTopicNames()
              .get();
      Map<String, String> ids = new TreeMap<>();
      described.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
      return new Identity(cluster, ids, partitions(described));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new Refusal(
            "a topic is missing (" + e.getCause().getMessage() + "): create the topics first", e);
      }
      throw new KafkaException("the broker does not answer: " + e.getCause().getMessage(), e);
    }
  }

  private static int partitions(Map<String, TopicDescription> described) {
    Map<Integer, String> counts = new TreeMap<>();
    described.forEach(
        (name, topic) -> {
          if (Topic.parse(name).anchored()) {
            counts.put(topic.partitions().size(), name);
          }
        });
    if (counts.size() > 1) {
      throw new Refusal(
          "anchored topics must all have the same number of partitions; got " + counts);
    }
    return counts.keySet().iterator().next();
  }

  int partitions(Topic topic) {
    return topic.anchored() ? partitions : 1;
  }

  /** Why positions taken earlier cannot go on here; empty when they can. */
  Optional<String> refuses(Map<TopicPartition, Positions.Position> positions) {
    return positions.entrySet().stream()
        .filter(entry -> topicIds.containsKey(entry.getKey().topic()))
        .map(entry -> difference(entry.getKey().topic(), entry.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> difference(String topic, Positions.Position position) {
    if (!clusterId.equals(position.clusterId())) {
      return Optional.of(
          "this is another Kafka cluster: positions were taken on "
              + position.clusterId()
              + ", this is "
              + clusterId
              + ". Connect to the right one; or, if the old one is gone for good, stop every"
              + " recorder, run IngestMain with the argument forget, and start again");
    }
    String id = topicIds.get(topic);
    if (!id.equals(position.topicId())) {
      return Optional.of(
          "topic "
              + topic
              + " was created anew: positions were taken when its id was "
              + position.topicId()
              + ", now it is "
              + id
              + ". If that was meant, stop every recorder, run IngestMain with the argument forget,"
              + " and start again: the tables are filled from what the topics hold");
    }
    return Optional.empty();
  }
}
