package io.vigie.streams;

import static io.vigie.contract.availability.Availability.UP;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node's agent as the collector hears it. */
final class Agent {
  private Wire wire;
  final NodeId node;
  private long epoch = Spine.START.getEpochSecond();
  private long seq;
  private String install = "install-1";
  private long clockErrorMillis;
  private String env = "PRD";
  private final Map<InstanceId, InstanceStatus> said =
      new TreeMap<>(Comparator.comparing(InstanceId::toString));

  Agent(Wire wire, String name) {
    this.wire = wire;
    this.node = new NodeId("default", name);
  }

  /** The same, as the collector's next process hears it. */
  Agent on(Wire next) {
    wire = next;
    return this;
  }

  /** The agent's process is started again. */
  Agent restarted() {
    epoch++;
    seq = 0;
    return this;
  }

  Agent reinstalled(String install, long epoch) {
    this.install = install;
    this.epoch = epoch;
    this.seq = 0;
    return this;
  }

  Agent clockWrongBy(long millis) {
    this.clockErrorMillis = millis;
    return this;
  }

  Agent env(String env) {
    this.env = env;
    return this;
  }

  Agent beat() {
    return say(new NodeHeartbeat(node, env, "paris", "boot-1", "1.0", 10));
  }

  Agent frozen(boolean frozen) {
    return say(new NodeFacts(node, env, "paris", "", "boot-1", null, frozen, List.of()));
  }

  /** Somebody works on it until then; null: nobody does any more. */
  Agent maintained(Instant until) {
    Maintenance maintenance =
        until == null ? null : new Maintenance(until, "new memory", "zoe@" + node.node());
    return say(
        new NodeFacts(node, env, "paris", "", "boot-1", null, false, List.of(), maintenance));
  }

  /** What it ran since its boot. */
  Agent carried(NodeFacts.Carried... carried) {
    return say(new NodeFacts(node, env, "paris", "", "boot-1", null, false, List.of(carried)));
  }

  Agent begins(String service, String action, String id) {
    return say(
        new ActionBegin(
            id,
            new InstanceId("default", service, node.node()),
            action,
            ActionOrigin.USER,
            "zoe",
            "vigie-agent " + action,
            4711,
            wire.now(),
            0));
  }

  Agent ends(String service, String action, String id, ActionStatus status) {
    return say(
        new ActionEnd(
            id,
            new InstanceId("default", service, node.node()),
            action,
            ActionOrigin.USER,
            "zoe",
            "vigie-agent " + action,
            4711,
            wire.now(),
            wire.now(),
            status));
  }

  /** Somebody on this node knows of a failed action. */
  Agent acknowledges(String service, String id) {
    return say(
        new ActionAcknowledge(
            new ServiceId("default", service),
            id,
            node,
            "zoe@" + node.node(),
            "disk was full",
            false));
  }

  Agent copies(String service, String target, ActionStatus status, long maxDelaySeconds) {
    Instant now = wire.now();
    return say(
        new SyncResult(
            "copy" + seq,
            new InstanceId("default", service, node.node()),
            Rid.parse("sync#nodes"),
            "",
            target,
            now,
            now,
            status,
            "",
            1,
            1,
            1,
            "",
            null,
            null,
            maxDelaySeconds,
            null));
  }

  Agent leaves(int graceSeconds) {
    return say(new NodeLeaving(node, graceSeconds, "stop"));
  }

  Agent up(String service) {
    return says(service, UP);
  }

  /** Reports a service of one application resource. */
  Agent says(String service, Availability status) {
    return say(status(service).app(status).build());
  }

  StatusBuilder status(String service) {
    return new StatusBuilder(new InstanceId("default", service, node.node()));
  }

  /** Says again what it said last of each of its services. */
  Agent repeat() {
    for (InstanceStatus status : List.copyOf(said.values())) {
      say(status);
    }
    return this;
  }

  Agent say(Event event) {
    if (event instanceof InstanceStatus status) {
      said.put(status.instance(), status);
    }
    return say(event, order());
  }

  Order order() {
    return new Order(epoch, ++seq);
  }

  Order lastOrder() {
    return new Order(epoch, seq);
  }

  Agent say(Event event, Order order) {
    Instant clock = wire.now().plusMillis(clockErrorMillis);
    wire.put(event, new Stamp(order, clock, install), clock);
    return this;
  }

  /** An old report that arrives only now. */
  Agent sayLate(Event event, Instant happened) {
    wire.put(event, new Stamp(order(), wire.now(), install), happened);
    return this;
  }

  Agent configures(String service, Instant stamp, String checksum, String... nodes) {
    return say(config(service, stamp, checksum, nodes));
  }

  ServiceConfig config(String service, Instant stamp, String checksum, String... nodes) {
    return new ServiceConfig(
        new InstanceId("default", service, node.node()),
        "erp",
        "PRD",
        Topology.FAILOVER,
        "ha",
        "nodes order",
        0,
        0,
        List.of(nodes),
        List.of(),
        "",
        stamp,
        checksum,
        "[DEFAULT]\nnodes = a b\n");
  }

  /** The same report, with another word of the sender's own about what it adds up to. */
  static InstanceStatus claiming(InstanceStatus s, Availability word) {
    return new InstanceStatus(
        s.instance(),
        word,
        word,
        s.app(),
        s.env(),
        s.nodeEnv(),
        s.containerType(),
        s.topology(),
        s.flexMin(),
        s.flexMax(),
        s.placement(),
        s.nodes(),
        s.frozen(),
        s.provisioned(),
        s.action(),
        s.monitor(),
        s.refreshSeconds(),
        s.transitions(),
        s.removed(),
        s.supersedes(),
        s.resources());
  }

  static final class StatusBuilder {
    private final InstanceId id;
    private final Map<Rid, ResourceStatus> resources = new TreeMap<>();
    private Topology topology = Topology.FAILOVER;
    private int flexMin;
    private int flexMax;
    private List<String> nodes = List.of();
    private boolean frozen;
    private boolean removed;
    private List<String> supersedes = List.of();
    private String action = "";
    private String app = "erp";
    private int refreshSeconds = 60;
    private String env = "PRD";

    StatusBuilder(InstanceId id) {
      this.id = id;
    }

    StatusBuilder app(Availability status) {
      return resource("app#0", status);
    }

    StatusBuilder resource(String rid, Availability status) {
      return resource(rid, ResourceStatus.of(status, "app.simple", "a process"));
    }

    StatusBuilder resource(String rid, ResourceStatus status) {
      resources.put(Rid.parse(rid), status);
      return this;
    }

    StatusBuilder nodes(String... nodes) {
      this.nodes = List.of(nodes);
      return this;
    }

    StatusBuilder flex(int min, int max) {
      topology = Topology.FLEX;
      flexMin = min;
      flexMax = max;
      return this;
    }

    StatusBuilder frozen() {
      frozen = true;
      return this;
    }

    StatusBuilder removed() {
      removed = true;
      return this;
    }

    StatusBuilder supersedes(String... nodes) {
      supersedes = List.of(nodes);
      return this;
    }

    StatusBuilder running(String action) {
      this.action = action;
      return this;
    }

    StatusBuilder ofApp(String app) {
      this.app = app;
      return this;
    }

    StatusBuilder in(String env) {
      this.env = env;
      return this;
    }

    StatusBuilder everySeconds(int seconds) {
      this.refreshSeconds = seconds;
      return this;
    }

    InstanceStatus build() {
      InstanceFold fold = InstanceFold.of(resources);
      return new InstanceStatus(
          id,
          fold.avail(),
          fold.overall(),
          app,
          env,
          "PRD",
          "hosted",
          topology,
          flexMin,
          flexMax,
          "nodes order",
          nodes,
          frozen,
          true,
          action,
          "idle",
          refreshSeconds,
          0,
          removed,
          supersedes,
          resources);
    }
  }
}
