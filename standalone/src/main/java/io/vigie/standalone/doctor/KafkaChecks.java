package io.vigie.standalone.doctor;

import io.vigie.contract.topic.Topic;
import io.vigie.streams.StreamsSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** What Kafka can tell by itself. */
final class KafkaChecks {
  private static final long DAY_MILLIS = 86_400_000;
  private static final long FAR_BEHIND = 100_000;
  private static final int SAFE_COPIES = 3;

  private final Broker broker;

  KafkaChecks(Broker broker) {
    this.broker = broker;
  }

  /** The first: when this one fails the others have nothing to ask. */
  Check reachable() {
    return new Check("broker", this::broker);
  }

  List<Check> all() {
    return List.of(
        new Check("topics", this::topics),
        new Check("topic settings", this::settings),
        new Check("streams", this::streams),
        new Check("refused records", this::refused),
        new Check("transactions", new Transactions(broker)::look));
  }

  private List<Finding> broker() throws ExecutionException, InterruptedException {
    try {
      broker.connect();
    } catch (KafkaException e) {
      return List.of(unusable(e));
    }
    long begin = System.nanoTime();
    int nodes = broker.admin().describeCluster().nodes().get().size();
    long millis = (System.nanoTime() - begin) / 1_000_000;
    return List.of(
        Finding.ok(
            "broker",
            "%s, %d brokers, answers in %d ms".formatted(broker.bootstrap(), nodes, millis)));
  }

  /** Nothing was asked yet: what is wrong is in the settings. */
  private Finding unusable(KafkaException failure) {
    // the last of Kafka's own says what could not be done, the innermost why; the others nothing
    String says = failure.getMessage();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      says = cause instanceof KafkaException ? cause.getMessage() : says;
    }
    String reason = Round.words(failure);
    return Finding.fail(
        "broker",
        broker.bootstrap() + ": " + (says.contains(reason) ? says : says + ": " + reason),
        "see that this machine knows the hosts of --kafka, and can read the files that"
            + " --kafka-config names, with the passwords it has");
  }

  private List<Finding> topics() throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> there = broker.topics();
    List<Finding> found = new ArrayList<>();
    Set<String> missing = new TreeSet<>();
    Map<Integer, String> counts = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      if (!there.containsKey(topic.wire())) {
        missing.add(topic.wire());
      } else if (topic.anchored()) {
        counts.put(there.get(topic.wire()).partitions().size(), topic.wire());
      }
    }
    if (!missing.isEmpty()) {
      found.add(
          Finding.fail(
              "topics",
              "missing: " + String.join(", ", missing),
              "./vigie topics --kafka %s%s makes them"
                  .formatted(broker.bootstrap(), broker.signIn("--kafka-config"))));
    }
    if (counts.size() > 1) {
      found.add(
          Finding.fail(
              "topics",
              "they differ in their partitions: " + counts,
              "no part starts so: make those that were changed anew with the P of the others"));
    }
    copies(there, found);
    if (found.isEmpty()) {
      found.add(
          Finding.ok(
              "topics",
              "all %d are there, P %s"
                  .formatted(
                      there.size(), counts.isEmpty() ? "?" : counts.keySet().iterator().next())));
    }
    return found;
  }

  private void copies(Map<String, TopicDescription> there, List<Finding> found)
      throws ExecutionException, InterruptedException {
    int brokers = broker.admin().describeCluster().nodes().get().size();
    List<String> short1 = new ArrayList<>();
    List<String> leaderless = new ArrayList<>();
    int fewest = Integer.MAX_VALUE;
    for (TopicDescription topic : there.values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        fewest = Math.min(fewest, partition.replicas().size());
        String name = topic.name() + "-" + partition.partition();
        if (partition.leader() == null || partition.leader().isEmpty()) {
          leaderless.add(name);
        } else if (partition.isr().size() < partition.replicas().size()) {
          short1.add(name);
        }
      }
    }
    if (!leaderless.isEmpty()) {
      found.add(
          Finding.fail(
              "topics",
              "%d partitions have no leader, one is %s"
                  .formatted(leaderless.size(), leaderless.get(0)),
              "start the brokers that have their copies"));
    }
    if (!short1.isEmpty()) {
      found.add(
          Finding.warn(
              "topics",
              "%d partitions have fewer copies in step than they should, one is %s"
                  .formatted(short1.size(), short1.get(0)),
              "a broker is away or slow: see which, and its log"));
    }
    if (brokers >= SAFE_COPIES && fewest < SAFE_COPIES) {
      found.add(
          Finding.warn(
              "topics",
              "there are %d brokers, but topics with %d copies".formatted(brokers, fewest),
              "raise them to 3 copies: " + broker.tool("kafka-reassign-partitions.sh")));
    }
  }

  private List<Finding> settings() throws ExecutionException, InterruptedException {
    List<ConfigResource> asked = new ArrayList<>();
    broker
        .topics()
        .keySet()
        .forEach(name -> asked.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
    List<Finding> found = new ArrayList<>();
    for (Map.Entry<ConfigResource, Config> each :
        broker.admin().describeConfigs(asked).all().get().entrySet()) {
      String name = each.getKey().name();
      Topic.parse(name)
          .settings()
          .forEach(
              (key, wanted) -> {
                String has =
                    each.getValue().get(key) == null ? "" : each.getValue().get(key).value();
                if (!wanted.equals(has)) {
                  found.add(
                      Finding.warn(
                          "topic settings",
                          "%s has %s=%s, it should be %s".formatted(name, key, has, wanted),
                          "%s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                              .formatted(broker.tool("kafka-configs.sh"), name, key, wanted)));
                }
              });
    }
    return found.isEmpty() ? List.of(Finding.ok("topic settings", "as in the catalogue")) : found;
  }

  private List<Finding> streams() throws ExecutionException, InterruptedException {
    String group = StreamsSettings.APPLICATION_ID;
    ConsumerGroupDescription described =
        broker.admin().describeConsumerGroups(List.of(group)).all().get().get(group);
    Map<TopicPartition, Long> committed = new HashMap<>();
    broker
        .admin()
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, at) -> committed.put(partition, at == null ? 0 : at.offset()));
    Map<TopicPartition, Long> ends = broker.offsets(committed.keySet(), OffsetSpec.latest());
    long behind =
        committed.entrySet().stream()
            .mapToLong(at -> Math.max(0, ends.get(at.getKey()) - at.getValue()))
            .sum();
    int members = described.members().size();
    String says = "%d threads of streams, %,d records to read".formatted(members, behind);
    if (members == 0) {
      return List.of(
          Finding.fail("streams", says, "no streams run: start them, or look at their log"));
    }
    return List.of(
        behind <= FAR_BEHIND
            ? Finding.ok("streams", says)
            : Finding.warn(
                "streams",
                says,
                "they work off a backlog; add another streams process if it grows"));
  }

  /** Of the last day: older ones were seen by the doctor of that day. */
  private List<Finding> refused() throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> there = broker.topics();
    List<Finding> found = new ArrayList<>();
    for (Topic topic : List.of(Topic.REJECTED, Topic.DEAD_LETTER)) {
      TopicDescription described = there.get(topic.wire());
      if (described == null) {
        continue;
      }
      List<TopicPartition> partitions = Broker.partitions(described);
      Map<TopicPartition, Long> ends = broker.offsets(partitions, OffsetSpec.latest());
      Map<TopicPartition, Long> yesterday =
          broker.offsets(
              partitions, OffsetSpec.forTimestamp(System.currentTimeMillis() - DAY_MILLIS));
      // marks of transactions have offsets too
      long fresh = 0;
      for (TopicPartition partition : partitions) {
        long from = yesterday.get(partition);
        // -1: no record is that young
        fresh += from < 0 ? 0 : ends.get(partition) - from;
      }
      if (fresh > 0) {
        found.add(
            Finding.warn(
                "refused records",
                "up to %,d records came to %s within a day".formatted(fresh, topic.wire()),
                "each says its reason and its sender: %s --topic %s --from-beginning --property print.headers=true"
                    .formatted(
                        // before Kafka 4.2 it knows no --command-config
                        broker.tool("kafka-console-consumer.sh", "--consumer.config"),
                        topic.wire())));
      }
    }
    return found.isEmpty() ? List.of(Finding.ok("refused records", "none within a day")) : found;
  }
}
