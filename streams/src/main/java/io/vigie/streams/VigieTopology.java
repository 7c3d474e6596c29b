package io.vigie.streams;

import io.vigie.contract.topic.Topic;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Outbound;
import io.vigie.streams.flow.Spread;
import io.vigie.streams.flow.ToldCodec;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.node.WatchNodes;
import io.vigie.streams.pulse.Gates;
import io.vigie.streams.rejected.CheckInbound;
import io.vigie.streams.service.WatchServices;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
 * tells who is alive; the service stage folds what nodes report, and hears of nodes through a topic
 * of its own, written to every partition.
 */
public final class VigieTopology {
  private final int partitions;
  private final String transitionsTopic;
  private final Gates gates;
  private final Metrics metrics;
  private final Function<String, KeyValueBytesStoreSupplier> stores;

  /**
   * @param transitionsTopic where the node stage tells the service stage, see {@link
   *     StreamsSettings#transitionsTopic()}
   * @param partitions P of the anchored topics
   */
  public VigieTopology(String transitionsTopic, int partitions, Gates gates, Metrics metrics) {
    this(transitionsTopic, partitions, gates, metrics, Stores::persistentKeyValueStore);
  }

  /**
   * @param stores a store by its name
   */
  VigieTopology(
      String transitionsTopic,
      int partitions,
      Gates gates,
      Metrics metrics,
      Function<String, KeyValueBytesStoreSupplier> stores) {
    this.stores = stores;
    this.transitionsTopic = transitionsTopic;
    this.partitions = partitions;
    this.gates = gates;
    this.metrics = metrics;
  }

  public Topology build() {
    Topology topology = new Topology();
    nodeStage(topology);
    serviceStage(topology);
    return topology;
  }

  private void nodeStage(Topology topology) {
    source(topology, "read-node-heartbeat", Topic.NODE_HEARTBEAT);
    source(topology, "read-node", Topic.NODE);
    source(topology, "read-command", Topic.COMMAND);
    topology
        .addProcessor(
            "check-node-heartbeat",
            door(Topic.NODE_HEARTBEAT, "watch-nodes", "reject-from-nodes"),
            "read-node-heartbeat")
        .addProcessor(
            "check-node", door(Topic.NODE, "watch-nodes", "reject-from-nodes"), "read-node")
        .addProcessor(
            "check-command",
            door(Topic.COMMAND, "watch-nodes", "reject-from-nodes"),
            "read-command")
        .addProcessor(
            "watch-nodes",
            () ->
                new WatchNodes(
                    new WatchNodes.Wiring("nodes", "write-node-health", "tell-node-transitions"),
                    gates,
                    metrics),
            "check-node-heartbeat",
            "check-node",
            "check-command")
        .addStateStore(store("nodes"), "watch-nodes");
    sink(topology, "write-node-health", Topic.NODE_HEALTH, "watch-nodes");
    sink(
        topology,
        "reject-from-nodes",
        Topic.REJECTED,
        "check-node-heartbeat",
        "check-node",
        "check-command");
    Serializer<Inflow> told = (topic, move) -> ToldCodec.encode(move);
    topology.addSink(
        "tell-node-transitions",
        transitionsTopic,
        new StringSerializer(),
        told,
        Spread.everywhere(),
        "watch-nodes");
  }

  private void serviceStage(Topology topology) {
    source(topology, "read-instance-status", Topic.INSTANCE_STATUS);
    source(topology, "read-service-config", Topic.SERVICE_CONFIG);
    Deserializer<Inflow> told = (topic, bytes) -> ToldCodec.decode(bytes);
    topology
        .addSource("hear-node-transitions", new StringDeserializer(), told, transitionsTopic)
        .addProcessor(
            "check-instance-status",
            door(Topic.INSTANCE_STATUS, "watch-services", "reject-from-services"),
            "read-instance-status")
        .addProcessor(
            "check-service-config",
            door(Topic.SERVICE_CONFIG, "watch-services", "reject-from-services"),
            "read-service-config")
        .addProcessor(
            "watch-services",
            () ->
                new WatchServices(
                    new WatchServices.Wiring(
                        "instances",
                        "services",
                        "service-configs",
                        "node-copies",
                        "write-instance-health",
                        "write-service-health",
                        transitionsTopic),
                    gates,
                    metrics),
            "check-instance-status",
            "check-service-config",
            "hear-node-transitions")
        .addStateStore(store("instances"), "watch-services")
        .addStateStore(store("services"), "watch-services")
        .addStateStore(store("service-configs"), "watch-services")
        .addStateStore(store("node-copies"), "watch-services");
    sink(topology, "write-instance-health", Topic.INSTANCE_HEALTH, "watch-services");
    sink(topology, "write-service-health", Topic.SERVICE_HEALTH, "watch-services");
    sink(
        topology,
        "reject-from-services",
        Topic.REJECTED,
        "check-instance-status",
        "check-service-config");
  }

  // agents' records are read as bytes: whatever they are, reading them never fails
  private static void source(Topology topology, String name, Topic topic) {
    topology.addSource(
        name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.wire());
  }

  private ProcessorSupplier<byte[], byte[], String, Object> door(
      Topic topic, String stage, String rejected) {
    return CheckInbound.of(topic, partitions, stage, rejected, metrics);
  }

  private static void sink(Topology topology, String name, Topic topic, String... parents) {
    Serializer<Outbound> encoded = (to, outbound) -> outbound.bytes();
    topology.addSink(
        name, topic.wire(), new StringSerializer(), encoded, Spread.byAnchor(), parents);
  }

  private StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.String(), Serdes.ByteArray());
  }
}
