package io.vigie.streams.service;

import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.service.ServiceSubject;
import io.vigie.streams.instance.Instance;
import io.vigie.streams.instance.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A service with its instances in the task's memory. Only its stage's thread touches it. */
final class Service {
  private final ServiceId id;
  private final Map<String, Instance> instances = new TreeMap<>();
  private final Map<String, Config> configs = new TreeMap<>();
  private Claim claim;
  private ServiceHealth shown;
  private List<String> lastUpOn = List.of();
  private boolean unsettled;

  Service(ServiceId id) {
    this.id = id;
  }

  ServiceId id() {
    return id;
  }

  /** By node name; those that were removed stay, to remember their order and change number. */
  Collection<Instance> instances() {
    return instances.values();
  }

  Instance instance(String node) {
    return instances.get(node);
  }

  void add(Instance instance) {
    instances.put(instance.id().node(), instance);
  }

  Config config(String node) {
    return configs.get(node);
  }

  /** All its nodes have the same configuration, or none. */
  boolean agrees() {
    String first = null;
    for (Config config : configs.values()) {
      String checksum = config.config().checksum();
      if (first != null && !first.equals(checksum)) {
        return false;
      }
      first = checksum;
    }
    return true;
  }

  void configure(Config config) {
    configs.put(config.config().instance().node(), config);
  }

  void forgetConfig(String node) {
    configs.remove(node);
  }

  /** What its cluster says of it; null when it says nothing. */
  Claim claim() {
    return claim;
  }

  void claim(Claim now) {
    claim = now;
  }

  /** As published last, without what only that change told; null before. */
  ServiceHealth shown() {
    return shown;
  }

  void shows(ServiceHealth health) {
    this.shown = health;
    List<String> serving = ServiceSubject.serving(health);
    if (!serving.isEmpty()) {
      lastUpOn = serving;
    }
  }

  /** Nodes on which it serves, or did when it served last. */
  List<String> lastUpOn() {
    return lastUpOn;
  }

  void lastUpOn(List<String> nodes) {
    lastUpOn = nodes;
  }

  /** A change was taken in and is not yet worked out: the next record about it tries again. */
  boolean unsettled() {
    return unsettled;
  }

  void unsettled(boolean value) {
    unsettled = value;
  }

  List<Instance> present() {
    List<Instance> present = new ArrayList<>(instances.size());
    for (Instance instance : instances.values()) {
      if (!instance.removed()) {
        present.add(instance);
      }
    }
    return present;
  }

  Attributes attributes() {
    return Attributes.of(Config.effective(configs.values()), newest());
  }

  private InstanceStatus newest() {
    Report newest = null;
    for (Instance instance : instances.values()) {
      Report report = instance.report();
      boolean newer = newest == null || report.appendedMillis() > newest.appendedMillis();
      if (report.heard() && !instance.removed() && newer) {
        newest = report;
      }
    }
    return newest == null ? null : newest.status();
  }

  /** Whether it has anything of that epoch or before, and nothing newer. */
  boolean endsOn(String node, long epoch) {
    return instances.containsKey(node) && epoch(node) <= epoch;
  }

  /** The newest epoch in which that node spoke of it; 0 when it never did. */
  long epoch(String node) {
    Instance instance = instances.get(node);
    Config config = configs.get(node);
    return Math.max(
        instance == null ? 0 : instance.report().order().epoch(),
        config == null ? 0 : config.order().epoch());
  }

  boolean names(String node) {
    ServiceConfig effective = Config.effective(configs.values());
    return effective != null
        && (effective.nodes().contains(node) || effective.drpNodes().contains(node));
  }

  boolean has(String node) {
    return instances.containsKey(node) && !instances.get(node).removed();
  }

  /** Whether its configuration is known, names that node no more, and that node has none of it. */
  boolean dropped(String node) {
    return !configs.isEmpty() && !names(node) && !has(node);
  }

  /** Whether its data are kept on that node against a disaster. */
  boolean savesTo(String node) {
    ServiceConfig effective = Config.effective(configs.values());
    return effective != null && effective.drpNodes().contains(node);
  }

  /**
   * Gives every node that the effective configuration names an instance, heard of or not, and ends
   * those that were never heard and are named no more. A node that people retired is as if it were
   * not named.
   *
   * @param retired whether a node is
   * @return instances that are new
   */
  List<Instance> nameInstances(Predicate<String> retired) {
    ServiceConfig effective = Config.effective(configs.values());
    Set<String> named = new LinkedHashSet<>();
    if (effective != null) {
      named.addAll(effective.nodes());
      named.addAll(effective.drpNodes());
    }
    named.removeIf(retired);
    List<Instance> added = new ArrayList<>();
    for (String node : named) {
      Instance instance = instances.get(node);
      if (instance == null) {
        instance = new Instance(id.on(node), Report.named(id.on(node), effective));
        add(instance);
        added.add(instance);
      } else if (!instance.report().heard() || returns(instance)) {
        instance.hear(instance.report().namedAgain(effective), instance.beat());
      }
    }
    for (Instance instance : instances.values()) {
      if (!instance.report().heard() && !named.contains(instance.id().node())) {
        instance.hear(instance.report().unnamed(), instance.beat());
      }
    }
    return added;
  }

  /** Its node had given the service up, and has a configuration of it again. */
  private boolean returns(Instance instance) {
    return instance.removed() && configs.containsKey(instance.id().node());
  }
}
