package io.vigie.streams;

import io.vigie.contract.topic.Topic;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Outbound;
import io.vigie.streams.flow.Spread;
import io.vigie.streams.flow.ToldCodec;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.node.WatchNodes;
import io.vigie.streams.policy.SpreadPolicy;
import io.vigie.streams.pulse.Gates;
import io.vigie.streams.rejected.CheckInbound;
import io.vigie.streams.service.WatchServices;
import io.vigie.streams.siem.TellActs;
import io.vigie.streams.ticket.HandOn;
import io.vigie.streams.ticket.TellPeople;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The table of contents: every source, operator, store and sink of the streams. The node stage
 * tells who is alive, the service stage folds what nodes report; each raises the alerts of what it
 * holds. What every task must know goes over a topic of its own, written to every partition.
 */
public final class VigieTopology {
  private static final Alerts.Sinks ALERTS =
      new Alerts.Sinks("write-alert", "write-siem", "tell-people");

  /** What is restored at each start is not to hold the changes of a week. */
  private static final Map<String, String> OFTEN_COMPACTED =
      Map.of("segment.bytes", Integer.toString(2 << 20));

  static final Set<String> LOOKED_UP =
      Stream.of(WatchNodes.LOOKED_UP, WatchServices.LOOKED_UP, TellPeople.LOOKED_UP)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final int partitions;
  private final String transitionsTopic;
  private final String peopleTopic;
  private final Gates gates;
  private final Metrics metrics;
  private final Function<String, KeyValueBytesStoreSupplier> stores;

  /**
   * @param settings name the topics between the stages
   * @param partitions P of the anchored topics
   */
  public VigieTopology(StreamsSettings settings, int partitions, Gates gates, Metrics metrics) {
    this(settings, partitions, gates, metrics, VigieTopology::supplier);
  }

  /**
   * @param stores a store by its name
   */
  VigieTopology(
      StreamsSettings settings,
      int partitions,
      Gates gates,
      Metrics metrics,
      Function<String, KeyValueBytesStoreSupplier> stores) {
    this.stores = stores;
    this.transitionsTopic = settings.transitionsTopic();
    this.peopleTopic = settings.peopleTopic();
    this.partitions = partitions;
    this.gates = gates;
    this.metrics = metrics;
  }

  public Topology build() {
    Topology topology = new Topology();
    source(topology, "read-command", Topic.COMMAND);
    Deserializer<Inflow> told = (topic, bytes) -> ToldCodec.decode(bytes);
    topology
        .addSource("hear-node-transitions", new StringDeserializer(), told, transitionsTopic)
        .addProcessor(
            "check-command",
            door(
                Topic.COMMAND,
                "reject-commands",
                "watch-nodes",
                "watch-services",
                "hand-on-ticket-acts"),
            "read-command")
        .addProcessor("hand-on-ticket-acts", () -> new HandOn(ALERTS.people()), "check-command");
    sink(topology, "reject-commands", Topic.REJECTED, "check-command");
    nodeStage(topology);
    serviceStage(topology);
    sink(topology, ALERTS.alert(), Topic.ALERT, "watch-nodes", "watch-services");
    sink(topology, ALERTS.siem(), Topic.SIEM, "watch-nodes", "watch-services");
    tell(topology, "tell-node-transitions", "watch-nodes", "watch-services");
    sink(
        topology,
        ALERTS.people(),
        peopleTopic,
        "watch-nodes",
        "watch-services",
        "hand-on-ticket-acts");
    policyStage(topology);
    actStage(topology);
    peopleStage(topology);
    deliveries(topology);
    return topology;
  }

  private void nodeStage(Topology topology) {
    source(topology, "read-node-heartbeat", Topic.NODE_HEARTBEAT);
    source(topology, "read-node", Topic.NODE);
    source(topology, "read-check", Topic.CHECK);
    topology
        .addProcessor(
            "check-node-heartbeat",
            door(Topic.NODE_HEARTBEAT, "reject-from-nodes", "watch-nodes"),
            "read-node-heartbeat")
        .addProcessor(
            "check-node", door(Topic.NODE, "reject-from-nodes", "watch-nodes"), "read-node")
        .addProcessor(
            "check-check", door(Topic.CHECK, "reject-from-nodes", "watch-nodes"), "read-check")
        .addProcessor(
            "watch-nodes",
            () ->
                new WatchNodes(
                    new WatchNodes.Wiring(
                        "write-node-health",
                        "write-check-health",
                        ALERTS,
                        "tell-node-transitions",
                        transitionsTopic),
                    gates,
                    metrics),
            "check-node-heartbeat",
            "check-node",
            "check-check",
            "check-command",
            "hear-node-transitions");
    stores(topology, "watch-nodes", WatchNodes.STORES);
    sink(topology, "write-node-health", Topic.NODE_HEALTH, "watch-nodes");
    sink(topology, "write-check-health", Topic.CHECK_HEALTH, "watch-nodes");
    sink(
        topology,
        "reject-from-nodes",
        Topic.REJECTED,
        "check-node-heartbeat",
        "check-node",
        "check-check");
  }

  private void serviceStage(Topology topology) {
    source(topology, "read-instance-status", Topic.INSTANCE_STATUS);
    source(topology, "read-service-config", Topic.SERVICE_CONFIG);
    source(topology, "read-action", Topic.ACTION);
    source(topology, "read-sync", Topic.SYNC);
    topology
        .addProcessor(
            "check-instance-status",
            door(Topic.INSTANCE_STATUS, "reject-from-services", "watch-services"),
            "read-instance-status")
        .addProcessor(
            "check-service-config",
            door(Topic.SERVICE_CONFIG, "reject-from-services", "watch-services"),
            "read-service-config")
        .addProcessor(
            "check-action",
            door(Topic.ACTION, "reject-from-services", "watch-services"),
            "read-action")
        .addProcessor(
            "check-sync", door(Topic.SYNC, "reject-from-services", "watch-services"), "read-sync")
        .addProcessor(
            "watch-services",
            () ->
                new WatchServices(
                    new WatchServices.Wiring(
                        "write-instance-health",
                        "write-service-health",
                        "write-sync-health",
                        ALERTS,
                        "tell-node-transitions",
                        transitionsTopic),
                    partitions,
                    gates,
                    metrics),
            "check-instance-status",
            "check-service-config",
            "check-action",
            "check-sync",
            "check-command",
            "hear-node-transitions");
    stores(topology, "watch-services", WatchServices.STORES);
    sink(topology, "write-instance-health", Topic.INSTANCE_HEALTH, "watch-services");
    sink(topology, "write-service-health", Topic.SERVICE_HEALTH, "watch-services");
    sink(topology, "write-sync-health", Topic.SYNC_HEALTH, "watch-services");
    sink(
        topology,
        "reject-from-services",
        Topic.REJECTED,
        "check-instance-status",
        "check-service-config",
        "check-action",
        "check-sync");
  }

  private void policyStage(Topology topology) {
    source(topology, "read-policy", Topic.POLICY);
    topology.addProcessor(
        "spread-policy",
        () -> new SpreadPolicy("tell-policy", "tell-people-policy", "reject-policy", metrics),
        "read-policy");
    topology.addSink(
        "tell-people-policy",
        peopleTopic,
        new StringSerializer(),
        new ByteArraySerializer(),
        Spread.everywhere(),
        "spread-policy");
    sink(topology, "reject-policy", Topic.REJECTED, "spread-policy");
    tell(topology, "tell-policy", "spread-policy");
  }

  /** Whom to tell of what, and what becomes a ticket. */
  private void peopleStage(Topology topology) {
    source(topology, "hear-people", peopleTopic);
    topology.addProcessor(
        "tell-people-of-alerts",
        () ->
            new TellPeople(
                new TellPeople.Wiring(
                    "write-ticket",
                    "write-notification",
                    "write-command",
                    "write-ticket-siem",
                    peopleTopic),
                partitions,
                gates,
                metrics),
        "hear-people");
    stores(topology, "tell-people-of-alerts", TellPeople.STORES);
    sink(topology, "write-ticket", Topic.TICKET, "tell-people-of-alerts");
    sink(topology, "write-notification", Topic.NOTIFICATION, "tell-people-of-alerts");
    sink(topology, "write-command", Topic.COMMAND, "tell-people-of-alerts");
    sink(topology, "write-ticket-siem", Topic.SIEM, "tell-people-of-alerts");
  }

  /** What became of mails lies in one partition, each ticket's task in its app's. */
  private void deliveries(Topology topology) {
    source(topology, "read-delivery", Topic.DELIVERY);
    topology
        .addProcessor(
            "check-delivery",
            CheckInbound.of(
                Topic.DELIVERY, 1, List.of("hand-on-deliveries"), "reject-deliveries", metrics),
            "read-delivery")
        .addProcessor(
            "hand-on-deliveries", () -> new HandOn("tell-people-deliveries"), "check-delivery");
    sink(topology, "reject-deliveries", Topic.REJECTED, "check-delivery");
    sink(topology, "tell-people-deliveries", peopleTopic, "hand-on-deliveries");
  }

  private void actStage(Topology topology) {
    source(topology, "read-audit", Topic.AUDIT);
    topology.addProcessor(
        "tell-acts", () -> new TellActs("write-acts-siem", metrics), "read-audit");
    sink(topology, "write-acts-siem", Topic.SIEM, "tell-acts");
  }

  /** To every task: what became of nodes, what people set, which alerts are the root of many. */
  private void tell(Topology topology, String name, String... parents) {
    Serializer<Inflow> told = (topic, move) -> ToldCodec.encode(move);
    topology.addSink(
        name, transitionsTopic, new StringSerializer(), told, Spread.everywhere(), parents);
  }

  // agents' records are read as bytes: whatever they are, reading them never fails
  private static void source(Topology topology, String name, Topic topic) {
    source(topology, name, topic.wire());
  }

  private static void source(Topology topology, String name, String topic) {
    topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
  }

  private ProcessorSupplier<byte[], byte[], String, Object> door(
      Topic topic, String rejected, String... stages) {
    return CheckInbound.of(topic, partitions, List.of(stages), rejected, metrics);
  }

  private static void sink(Topology topology, String name, Topic topic, String... parents) {
    sink(topology, name, topic.wire(), parents);
  }

  private static void sink(Topology topology, String name, String topic, String... parents) {
    Serializer<Outbound> encoded = (to, outbound) -> outbound.bytes();
    topology.addSink(name, topic, new StringSerializer(), encoded, Spread.byAnchor(), parents);
  }

  private void stores(Topology topology, String operator, List<String> names) {
    names.forEach(name -> topology.addStateStore(store(name), operator));
  }

  private StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(OFTEN_COMPACTED);
  }

  private static KeyValueBytesStoreSupplier supplier(String name) {
    return LOOKED_UP.contains(name) ? Stores.persistentKeyValueStore(name) : new ReadOnce(name);
  }
}
