package io.vigie.streams.service;

import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.instance.Instance;
import io.vigie.streams.instance.InstanceCodec;
import io.vigie.streams.instance.PlaceCodec;
import io.vigie.streams.instance.Report;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The services of one task: in memory, and in the stores they are rebuilt from. */
final class Services {
  private final Map<ServiceId, Service> services = new HashMap<>();
  private final Map<InstanceId, Instance> instances = new HashMap<>();
  private final Map<NodeId, List<Instance>> byNode = new HashMap<>();
  private final Map<NodeId, Set<Service>> claimed = new HashMap<>();
  private final KeyValueStore<String, byte[]> instanceStore;
  private final KeyValueStore<String, byte[]> placeStore;
  private final KeyValueStore<String, byte[]> serviceStore;
  private final KeyValueStore<String, byte[]> configStore;
  private final KeyValueStore<String, byte[]> claimStore;
  private final Metrics metrics;

  /**
   * @param placeStore where in its node's order each instance was heard last
   */
  Services(
      KeyValueStore<String, byte[]> instanceStore,
      KeyValueStore<String, byte[]> placeStore,
      KeyValueStore<String, byte[]> serviceStore,
      KeyValueStore<String, byte[]> configStore,
      KeyValueStore<String, byte[]> claimStore,
      Metrics metrics) {
    this.instanceStore = instanceStore;
    this.placeStore = placeStore;
    this.serviceStore = serviceStore;
    this.configStore = configStore;
    this.claimStore = claimStore;
    this.metrics = metrics;
    Map<String, byte[]> places = new HashMap<>();
    each(placeStore, places::put);
    each(instanceStore, (id, bytes) -> add(InstanceCodec.decode(id, bytes, places.get(id))));
    each(configStore, (id, bytes) -> configured(ConfigCodec.decode(id, bytes)));
    each(serviceStore, this::shown);
    each(claimStore, (id, bytes) -> claims(Claim.decode(id, bytes)));
  }

  private void shown(String id, byte[] bytes) {
    Service service = service(ServiceId.parse(id));
    service.shows(ServiceCodec.decode(id, bytes));
    service.lastUpOn(ServiceCodec.lastUpOn(id, bytes));
    // written by an earlier version, which knew less: the next report works it out anew
    service.unsettled(ServiceCodec.earlier(bytes));
  }

  /** Null when it was never named nor heard. */
  Instance instance(InstanceId id) {
    return instances.get(id);
  }

  Service service(ServiceId id) {
    return services.computeIfAbsent(id, Service::new);
  }

  /** Null when nothing was ever said of it. */
  Service known(ServiceId id) {
    return services.get(id);
  }

  Collection<Service> all() {
    return services.values();
  }

  List<Instance> on(NodeId node) {
    return byNode.getOrDefault(node, List.of());
  }

  int instanceCount() {
    return instances.size();
  }

  void add(Instance instance) {
    service(instance.id().serviceId()).add(instance);
    index(instance);
  }

  /** Of an instance that its service has already. */
  void index(Instance instance) {
    instances.put(instance.id(), instance);
    byNode.computeIfAbsent(instance.id().nodeId(), node -> new ArrayList<>()).add(instance);
  }

  private void configured(Config config) {
    service(config.config().instance().serviceId()).configure(config);
  }

  void store(Instance instance) {
    metrics.count(Counter.STORE_WRITES);
    instance.wasStored();
    instanceStore.put(instance.id().toString(), InstanceCodec.encode(instance));
    storePlace(instance);
  }

  /** Of what said the same again. */
  void storePlace(Instance instance) {
    metrics.count(Counter.STORE_WRITES);
    placeStore.put(instance.id().toString(), PlaceCodec.encode(instance.report()));
  }

  void store(Service service) {
    metrics.count(Counter.STORE_WRITES);
    serviceStore.put(
        service.id().toString(), ServiceCodec.encode(service.shown(), service.lastUpOn()));
  }

  void store(Config config) {
    metrics.count(Counter.STORE_WRITES);
    configured(config);
    configStore.put(config.config().instance().toString(), ConfigCodec.encode(config));
  }

  void store(Claim claim) {
    metrics.count(Counter.STORE_WRITES);
    claims(claim);
    claimStore.put(claim.said().service().toString(), claim.encode());
  }

  private void claims(Claim claim) {
    Service service = service(claim.said().service());
    unclaim(service);
    service.claim(claim);
    claimed.computeIfAbsent(claim.said().by(), by -> new LinkedHashSet<>()).add(service);
  }

  void forgetClaim(Service service) {
    if (unclaim(service)) {
      claimStore.delete(service.id().toString());
    }
  }

  private boolean unclaim(Service service) {
    Claim held = service.claim();
    if (held == null) {
      return false;
    }
    service.claim(null);
    Set<Service> ofSpeaker = claimed.get(held.said().by());
    ofSpeaker.remove(service);
    if (ofSpeaker.isEmpty()) {
      claimed.remove(held.said().by());
    }
    return true;
  }

  /** Services of which that node said last what they add up to. */
  List<Service> claimedBy(NodeId node) {
    return List.copyOf(claimed.getOrDefault(node, Set.of()));
  }

  /**
   * The node has the service no more: nor does its configuration count, unless it is a newer one.
   */
  void forgetConfig(InstanceId id, Report end) {
    Service service = service(id.serviceId());
    Config held = service.config(id.node());
    if (held != null && !held.after(end)) {
      service.forgetConfig(id.node());
      configStore.delete(id.toString());
    }
  }

  /** Nothing its node said of it up to that epoch counts any more. */
  void retire(Instance instance, long epoch) {
    Report end = instance.report().retired(epoch);
    instance.hear(end, instance.beat());
    forgetConfig(instance.id(), epoch);
    store(instance);
  }

  private void forgetConfig(InstanceId id, long epoch) {
    Service service = service(id.serviceId());
    Config held = service.config(id.node());
    if (held != null && held.order().epoch() <= epoch) {
      service.forgetConfig(id.node());
      configStore.delete(id.toString());
    }
  }

  private static void each(
      KeyValueStore<String, byte[]> store, BiConsumer<String, byte[]> consumer) {
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        consumer.accept(entry.key, entry.value);
      }
    }
  }
}
