package io.vigie.streams.service;

import static io.vigie.streams.alert.Roots.FLEET;
import static io.vigie.streams.alert.Roots.SITE;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertScope;
import io.vigie.contract.event.AlertAct;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Partition;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.alert.Roots;
import io.vigie.streams.alert.Subject;
import io.vigie.streams.alert.Watch;
import io.vigie.streams.alert.node.ManyNodesSilent;
import io.vigie.streams.alert.node.SiteSubject;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeMove;
import io.vigie.streams.flow.Outlet;
import io.vigie.streams.flow.RootTold;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Whether many nodes fell silent at once, of the fleet and of each site whose anchor this task
 * owns. A task keeps the nodes of what it owns only.
 */
public final class Sites {
  private static final long BURST_MILLIS = 60_000;

  private final Alerts<SiteSubject> alerts;
  private final Roots roots;
  private final KeyValueStore<String, byte[]> store;
  private final Outlet outlet;
  private final String transitions;
  private final Predicate<String> owns;
  private final Map<NodeId, Seen> nodes = new HashMap<>();

  /** Roots that every task knows to be open. */
  private final Set<AlertId> told = new HashSet<>();

  private boolean looked;
  private final Map<String, Tally> tallies = new HashMap<>();

  /** Nodes of a site or of all, those of them that are silent, and those of production. */
  private static final class Tally {
    int total;
    int silent;
    int production;
  }

  /**
   * @param silentMillis append time it fell silent; 0 when it is not
   */
  private record Seen(String site, boolean production, long silentMillis) {
    static final int VERSION = 1;
  }

  public Sites(
      Alerts<SiteSubject> alerts,
      Roots roots,
      KeyValueStore<String, byte[]> store,
      Outlet outlet,
      String transitions,
      int partition,
      int partitions) {
    this.alerts = alerts;
    this.roots = roots;
    this.store = store;
    this.outlet = outlet;
    this.transitions = transitions;
    this.owns = anchor -> Partition.of(anchor, partitions) == partition;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        BinaryReader in = new BinaryReader("node of a site", Seen.VERSION, entry.value);
        hold(NodeId.parse(entry.key), new Seen(in.text(), in.flag(), in.number()));
      }
    }
  }

  public static List<List<Watch<SiteSubject>>> kinds() {
    return List.of(List.of(new ManyNodesSilent()));
  }

  public void hear(NodeMove move, Moment moment) {
    Seen before = nodes.get(move.node());
    boolean mine = owns.test(FLEET) || owned(move.site());
    if (mine && move.state() != NodeState.RETIRED) {
      keep(move, before, moment);
    } else if (before != null) {
      hold(move.node(), null);
      store.delete(move.node().toString());
    }
    boolean movedSilence =
        before == null
            || before.silentMillis() != 0 != (move.state() == NodeState.SILENT)
            || !before.site().equals(move.site());
    if (movedSilence) {
      look(FLEET, moment);
      look(SITE + move.site(), moment);
      if (before != null && !before.site().equals(move.site())) {
        look(SITE + before.site(), moment);
      }
    }
  }

  private boolean owned(String site) {
    return !site.isEmpty() && owns.test(SITE + site);
  }

  private void keep(NodeMove move, Seen before, Moment moment) {
    boolean silent = move.state() == NodeState.SILENT;
    long since =
        !silent
            ? 0
            : before != null && before.silentMillis() != 0
                ? before.silentMillis()
                : moment.appended().toEpochMilli();
    Seen seen = new Seen(move.site(), move.env().equals(Subject.PRODUCTION), since);
    if (!seen.equals(before)) {
      hold(move.node(), seen);
      store.put(
          move.node().toString(),
          new BinaryWriter(Seen.VERSION)
              .text(seen.site())
              .flag(seen.production())
              .number(seen.silentMillis())
              .bytes());
    }
  }

  private void hold(NodeId node, Seen seen) {
    Seen before = seen == null ? nodes.remove(node) : nodes.put(node, seen);
    if (before != null) {
      count(before, -1);
    }
    if (seen != null) {
      count(seen, 1);
    }
  }

  private void look(String anchor, Moment moment) {
    if (anchor.equals(SITE) || !owns.test(anchor)) {
      return;
    }
    AlertId id = AlertId.of(AlertKind.MANY_NODES_SILENT, anchor, "");
    alerts.look(subject(anchor, alerts.open(id), moment), moment);
    tell(id, moment);
  }

  /** Every task is told when a root opens, and when it ends. */
  private void tell(AlertId id, Moment moment) {
    boolean open = alerts.open(id);
    if (open ? told.add(id) : told.remove(id)) {
      outlet.tell(transitions, new RootTold(id, open, moment.appended(), moment.cause()));
    }
  }

  private SiteSubject subject(String anchor, boolean open, Moment moment) {
    Tally tally = tallies.getOrDefault(anchor, new Tally());
    // nobody falls silent more often than there are silent nodes: the burst is counted when it may
    // matter
    int burst =
        !open && ManyNodesSilent.many(tally.silent, tally.total) ? burst(anchor, moment) : 0;
    return new SiteSubject(
        anchor,
        tally.total,
        tally.silent,
        burst,
        open,
        tally.production > 0,
        anchor.equals(FLEET) ? null : roots.ofSites());
  }

  private int burst(String anchor, Moment moment) {
    long from = moment.appended().toEpochMilli() - BURST_MILLIS;
    return (int)
        nodes.values().stream()
            .filter(seen -> anchor.equals(FLEET) || anchor.equals(SITE + seen.site()))
            .filter(seen -> seen.silentMillis() != 0 && seen.silentMillis() >= from)
            .count();
  }

  private void count(Seen seen, int by) {
    for (String anchor : List.of(FLEET, SITE + seen.site())) {
      Tally tally = tallies.computeIfAbsent(anchor, key -> new Tally());
      tally.total += by;
      if (seen.silentMillis() != 0) {
        tally.silent += by;
        tally.production += seen.production() ? by : 0;
      }
    }
  }

  /** Another rule holds: what is open is looked at again with the next pulse. */
  public void take(RuleTold rule) {
    alerts.take(rule);
    looked = false;
  }

  public void hear(RootTold root, Moment moment) {
    roots.hear(root);
    if (root.root().anchor().equals(FLEET)) {
      nodes.values().stream()
          .map(seen -> SITE + seen.site())
          .distinct()
          .sorted()
          .toList()
          .forEach(anchor -> look(anchor, moment));
    }
  }

  /** What people say of the alerts of sites. */
  void hear(Admitted in, Event event) {
    if (event instanceof AlertAct act && act.alert().kind().scope() == AlertScope.SITE) {
      alerts.hear(act, in.envelope().time(), in.appendMoment());
    }
  }

  public void take(SilenceTold told) {
    alerts.take(told);
  }

  /** How many are open now; for another thread to read. */
  int open() {
    return alerts.open();
  }

  public void tick(Moment moment) {
    if (!looked) {
      looked = true;
      tallies.keySet().stream().sorted().toList().forEach(anchor -> look(anchor, moment));
    }
    alerts.tick(moment);
    for (String anchor : tallies.keySet()) {
      if (owns.test(anchor)) {
        tell(AlertId.of(AlertKind.MANY_NODES_SILENT, anchor, ""), moment);
      }
    }
  }
}
