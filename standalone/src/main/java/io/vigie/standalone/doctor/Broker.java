package io.vigie.standalone.doctor;

import io.vigie.contract.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Questions to Kafka that do not wait for ever. */
final class Broker implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 8_000;

  private final Admin admin;
  private final String bootstrap;

  Broker(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "vigie-doctor");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    admin = Admin.create(settings);
    bootstrap = client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG).toString();
  }

  Admin admin() {
    return admin;
  }

  String bootstrap() {
    return bootstrap;
  }

  /** The catalogue's topics that are there. */
  Map<String, TopicDescription> topics() throws ExecutionException, InterruptedException {
    List<String> ours = new ArrayList<>();
    for (String name : admin.listTopics().names().get()) {
      if (Topic.parse(name) != null) {
        ours.add(name);
      }
    }
    return admin.describeTopics(ours).allTopicNames().get();
  }

  /** Offsets of partitions as a reader of committed records sees them. */
  Map<TopicPartition, Long> offsets(Iterable<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> found = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .forEach((partition, at) -> found.put(partition, at.offset()));
    return found;
  }

  static List<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
