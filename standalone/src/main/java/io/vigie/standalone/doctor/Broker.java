package io.vigie.standalone.doctor;

import io.vigie.contract.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Questions to Kafka that do not wait for ever. Its client is made by a check, not before: a host
 * that nobody knows and a keystore that cannot be read are found as everything else is.
 */
final class Broker implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 8_000;

  private final Map<String, Object> settings;
  private final Optional<Path> config;
  // made by the first check, asked by all that come after it
  private volatile Admin admin;

  /**
   * @param config file that the client's settings are from; empty when there is none
   */
  Broker(Map<String, Object> client, Optional<Path> config) {
    settings = new HashMap<>(client);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "vigie-doctor");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.config = config;
  }

  /** Makes the client; before any question, and once. */
  void connect() {
    admin = Admin.create(settings);
  }

  Admin admin() {
    return admin;
  }

  String bootstrap() {
    return settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG).toString();
  }

  /** A tool of Kafka's, told where this broker is and how to sign in. */
  String tool(String name) {
    return tool(name, "--command-config");
  }

  /**
   * @param option that takes the file, where it is not the usual one
   */
  String tool(String name, String option) {
    return name + " --bootstrap-server " + bootstrap() + signIn(option);
  }

  /** What a command needs to sign in as the doctor did; empty when it needs nothing. */
  String signIn(String option) {
    return config.map(file -> ' ' + option + ' ' + file).orElse("");
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
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
