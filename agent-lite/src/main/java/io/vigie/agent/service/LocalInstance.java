package io.vigie.agent.service;

import io.vigie.agent.Instance;
import io.vigie.agent.Pace;
import io.vigie.agent.action.Disabled;
import io.vigie.agent.action.Resource;
import io.vigie.agent.action.ServiceState;
import io.vigie.agent.action.Subject;
import io.vigie.agent.action.Verb;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.sync.Environment;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A service of this node, as one reading of its file defines it. */
public final class LocalInstance implements Instance {
  private static final int REFRESH_SECONDS = (int) Pace.DEFAULT.refresh().toSeconds();

  private final ServiceDefinition definition;
  private final List<Resource> resources;
  private final List<Seen> seen;
  private final boolean monitored;
  private final Lookout lookout;
  private final ServiceState state;
  private final String nodeEnv;

  LocalInstance(
      ServiceDefinition definition,
      List<Resource> resources,
      Lookout lookout,
      ServiceState state,
      String nodeEnv) {
    this.definition = definition;
    this.resources = resources;
    this.lookout = lookout;
    seen = resources.stream().map(Seen::new).toList();
    monitored = seen.stream().anyMatch(Seen::isMonitored);
    this.state = state;
    this.nodeEnv = nodeEnv;
  }

  @Override
  public InstanceId id() {
    return definition.id();
  }

  ServiceDefinition definition() {
    return definition;
  }

  /** Whether this node is a container of it: its host says how it is, and what is done to it. */
  boolean isInside() {
    return definition.encapNodes().contains(id().node());
  }

  /** What an action may do to it. */
  Subject subject() {
    boolean orchestrated = !definition.orchestrate().equals("no");
    return new Subject(
        id(),
        definition.disabled(),
        definition.rollback(),
        orchestrated,
        Resource.service(definition.itself()),
        neverSends(),
        resources);
  }

  private String neverSends() {
    String own = id().node();
    if (definition.drpNodes().contains(own)) {
      return own + " is a drp node: it receives, and never sends";
    }
    if (definition.topology() == Topology.FLEX && !definition.flexPrimary().equals(own)) {
      return "of a flex service only the primary sends, " + definition.flexPrimary();
    }
    boolean tells =
        resources.stream().anyMatch(each -> Subject.TELLING.contains(each.rid().group()));
    if (!tells && definition.nodes().indexOf(own) > 0) {
      return "no resource says where it is up: only its first node sends, "
          + definition.nodes().get(0);
    }
    if (Environment.protects(definition.env(), nodeEnv)) {
      return "a PRD service on a node that is "
          + (nodeEnv.isEmpty() ? "not said to be PRD" : nodeEnv)
          + ": what is here is not copied over production";
    }
    return "";
  }

  @Override
  public InstanceStatus evaluate() {
    return look(each -> true);
  }

  @Override
  public boolean isMonitored() {
    return monitored;
  }

  @Override
  public InstanceStatus monitor() {
    return look(each -> each.isMonitored() || each.last() == null);
  }

  @Override
  public long sign() {
    long sign = state.sign();
    for (Seen each : seen) {
      sign = sign * 31 + each.sign();
    }
    return sign;
  }

  private InstanceStatus look(Predicate<Seen> at) {
    Disabled here = state.disabled();
    boolean off = definition.disabled() || here.all();
    lookout.look(seen.stream().filter(at).toList(), rid -> off || here.rids().contains(rid));
    Map<Rid, ResourceStatus> statuses = new TreeMap<>();
    for (Seen each : seen) {
      // none of one whose look was cut: the agent ends
      if (each.last() != null) {
        statuses.put(each.rid(), each.last());
      }
    }
    return status(statuses);
  }

  private InstanceStatus status(Map<Rid, ResourceStatus> statuses) {
    InstanceFold fold = InstanceFold.of(statuses);
    String action = state.action().map(ActionBegin::action).orElse("");
    return new InstanceStatus(
        id(),
        fold.avail(),
        fold.overall(),
        definition.app(),
        definition.env(),
        nodeEnv,
        definition.containerType(),
        definition.topology(),
        definition.flexMin(),
        definition.flexMax(),
        definition.placement(),
        definition.nodes(),
        state.frozen(),
        statuses.values().stream().noneMatch(each -> Boolean.FALSE.equals(each.provisioned())),
        action,
        monitor(action),
        REFRESH_SECONDS,
        0,
        false,
        List.of(),
        statuses);
  }

  /** While nothing decides by itself, its state is what actions make of it. */
  private String monitor(String action) {
    boolean failed = action.isEmpty() && state.startFailed().isPresent();
    return failed ? "start failed" : Verb.monitor(action);
  }

  @Override
  public ServiceConfig config() {
    return new ServiceConfig(
        id(),
        definition.app(),
        definition.env(),
        definition.topology(),
        definition.orchestrate(),
        definition.placement(),
        definition.flexMin(),
        definition.flexMax(),
        definition.nodes(),
        definition.drpNodes(),
        definition.comment(),
        definition.stamp(),
        definition.checksum(),
        definition.content());
  }
}
