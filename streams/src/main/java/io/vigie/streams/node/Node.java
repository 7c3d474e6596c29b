package io.vigie.streams.node;

import io.vigie.contract.event.EventType;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Order;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Moment;
import io.vigie.streams.flow.NodeMove;
import java.time.Instant;

/**
 * What is known of a node. Pure: each method gives the node after one thing happened.
 *
 * @param n change number, 0 before the first change is published
 * @param spell null before anything is known
 * @param lastSeen append time of the last heartbeat; null when never heard
 * @param skewMillis clock error, append − sent
 * @param intervalSeconds between its heartbeats
 * @param carried what it ran since its boot
 */
record Node(
    NodeId id,
    long n,
    Spell spell,
    Traits traits,
    Orders orders,
    Instant lastSeen,
    long skewMillis,
    int intervalSeconds,
    Carried carried) {
  /** Counted pulses without a heartbeat until a node is silent. */
  private static final int SILENT_AFTER = 30;

  /** Heartbeats an agent that beats slowly may miss; at the usual 10 s it is the same rule. */
  private static final int MISSED_BEATS = 3;

  static Node unknown(NodeId id) {
    return new Node(id, 0, null, Traits.NONE, Orders.NONE, null, 0, 10, Carried.NONE);
  }

  NodeState state() {
    return spell == null ? NodeState.KNOWN : spell.state();
  }

  /** Nobody speaks under this name now: another installation may take it. */
  boolean vacant() {
    return switch (state()) {
      case KNOWN, SILENT -> true;
      // what is retired comes back with a newer epoch only
      case ALIVE, LEAVING, RETIRED -> false;
    };
  }

  /** Counted pulses without a sign of life until this node is silent. */
  long allowance() {
    return state() == NodeState.LEAVING
        ? spell.graceSeconds()
        : Math.max(SILENT_AFTER, MISSED_BEATS * intervalSeconds);
  }

  Node with(NodeHeartbeat heartbeat, Orders accepted, long skew, Moment moment) {
    // a beat sent before the goodbye may be read after it: the two come on different topics
    NodeState next = accepted.left() && state() == NodeState.LEAVING ? state() : NodeState.ALIVE;
    return new Node(
        id,
        n,
        spell(next, next == NodeState.LEAVING ? spell.graceSeconds() : 0, moment),
        traits.with(heartbeat),
        accepted,
        moment.appended(),
        skew,
        heartbeat.intervalSeconds(),
        carried);
  }

  Node with(NodeLeaving leaving, Orders accepted, Moment moment) {
    Spell next =
        accepted.left()
            ? spell(NodeState.LEAVING, leaving.graceSeconds(), moment)
            : spell(state(), 0, moment);
    return new Node(id, n, next, traits, accepted, lastSeen, skewMillis, intervalSeconds, carried);
  }

  Node with(NodeInventory inventory, Orders accepted, Moment moment) {
    return described(traits.with(inventory), accepted, moment);
  }

  Node with(NodeFacts facts, Orders accepted, Moment moment) {
    Traits told = traits.with(facts).in(inOurTime(facts.maintenance(), moment));
    Node after = described(told, accepted, moment);
    return new Node(
        id,
        n,
        after.spell,
        after.traits,
        accepted,
        lastSeen,
        skewMillis,
        intervalSeconds,
        Carried.of(facts));
  }

  /** It says something that is kept elsewhere: what it measures, whom it hears. */
  Node saying(Orders accepted, Moment moment) {
    return described(traits, accepted, moment);
  }

  /** As it was stored. */
  Node saidAt(EventType kind, Order order) {
    return new Node(
        id,
        n,
        spell,
        traits,
        orders.with(kind, order),
        lastSeen,
        skewMillis,
        intervalSeconds,
        carried);
  }

  /** By the collector's clock, and never for longer than people may say. */
  private Maintenance inOurTime(Maintenance told, Moment moment) {
    if (told == null) {
      return null;
    }
    Instant latest = moment.appended().plusSeconds(Maintenance.LONGEST_SECONDS);
    Instant end = told.until().plusMillis(Admitted.notable(skewMillis));
    Instant until = end.isAfter(latest) ? latest : end;
    return until.isAfter(moment.appended())
        ? new Maintenance(until, told.comment(), told.by())
        : null;
  }

  /** Its agent was started anew since. */
  boolean anotherLife(Node before) {
    return orders.heartbeat().epoch() != before.orders.heartbeat().epoch();
  }

  boolean inMaintenance() {
    return traits.maintenance() != null;
  }

  boolean maintenanceEnds(long nowMillis) {
    return inMaintenance() && traits.maintenance().until().toEpochMilli() <= nowMillis;
  }

  /**
   * @param maintenance null for none
   */
  Node in(Maintenance maintenance) {
    return new Node(
        id,
        n,
        spell,
        traits.in(maintenance),
        orders,
        lastSeen,
        skewMillis,
        intervalSeconds,
        carried);
  }

  Node silent(Moment moment) {
    return new Node(
        id,
        n,
        spell(NodeState.SILENT, 0, moment),
        traits,
        orders,
        lastSeen,
        skewMillis,
        intervalSeconds,
        carried);
  }

  /**
   * Whether a person may mean what is known now.
   *
   * @param epoch they knew of; 0 when it was not told to them
   */
  boolean retires(long epoch) {
    return spell != null && state() != NodeState.RETIRED && orders.epoch() <= meant(epoch);
  }

  // a node that does not speak tells nobody its epoch anew: it is the last one that is meant
  private long meant(long epoch) {
    return epoch == 0 && state() != NodeState.ALIVE ? orders.epoch() : epoch;
  }

  Node retired(long epoch, Moment moment) {
    return new Node(
        id,
        n,
        spell(NodeState.RETIRED, 0, moment),
        traits.in(null),
        orders.closed(meant(epoch)),
        lastSeen,
        skewMillis,
        intervalSeconds,
        carried);
  }

  Node numbered(long number) {
    return new Node(
        id, number, spell, traits, orders, lastSeen, skewMillis, intervalSeconds, carried);
  }

  private Node described(Traits described, Orders accepted, Moment moment) {
    int grace = spell == null ? 0 : spell.graceSeconds();
    Spell same = spell(state(), grace, moment);
    return new Node(
        id, n, same, described, accepted, lastSeen, skewMillis, intervalSeconds, carried);
  }

  private Spell spell(NodeState next, int graceSeconds, Moment moment) {
    if (spell != null && spell.state() == next) {
      return new Spell(next, graceSeconds, spell.since(), spell.knownFrom());
    }
    Instant since = moment.event();
    Instant knownFrom = moment.appended();
    if (spell != null) {
      // no state begins before the one it ends, however late its record comes
      since = later(since, spell.since());
      knownFrom = later(knownFrom, spell.knownFrom());
    }
    return new Spell(next, graceSeconds, since, knownFrom);
  }

  /** Whether a person would see a difference. */
  boolean looksLike(Node other) {
    return n == other.n
        && traits.equals(other.traits)
        && other.spell != null
        && spell.state() == other.spell.state()
        && spell.graceSeconds() == other.spell.graceSeconds();
  }

  /**
   * @param before null for a touch
   */
  NodeHealth health(Node before, String cause) {
    boolean ended = before != null && before.spell != null && before.spell.state() != spell.state();
    return new NodeHealth(
        id,
        n,
        before == null,
        spell.state(),
        traits.frozen(),
        spell.since(),
        spell.knownFrom(),
        lastSeen,
        skewMillis,
        spell.graceSeconds(),
        traits.env(),
        traits.site(),
        traits.bootId(),
        traits.agentVersion(),
        orders.epoch(),
        traits.maintenance(),
        ended ? before.spell.state() : null,
        ended ? before.spell.since() : null,
        cause);
  }

  NodeMove move(String cause) {
    return new NodeMove(
        id,
        n,
        spell.state(),
        spell.since(),
        spell.knownFrom(),
        orders.heartbeat().epoch(),
        orders.leaving(),
        Admitted.notable(skewMillis),
        orders.takenOver() ? orders.install() : "",
        traits.env(),
        traits.site(),
        traits.frozen(),
        cause,
        inMaintenance());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
