package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.Subject;
import io.vigie.streams.alert.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A service as alerts see it.
 *
 * @param previous its health before the record in hand; null when it had none
 * @param checksums of the configuration on each node that has it
 * @param claimed by its cluster; null when nothing is that counts
 * @param lastUpOn nodes on which it is up or warns, or did when it served last
 */
public record ServiceSubject(
    ServiceHealth health,
    ServiceHealth previous,
    List<Member> members,
    Map<String, String> checksums,
    Doings doings,
    Claimed claimed,
    List<String> lastUpOn)
    implements Subject {
  /** Where it is up, or up with a warning. */
  public static List<String> serving(ServiceHealth health) {
    if (health.warnNodes().isEmpty()) {
      return health.upNodes();
    }
    List<String> serving = new ArrayList<>(health.upNodes());
    serving.addAll(health.warnNodes());
    return serving;
  }

  @Override
  public String anchor() {
    return health.service().toString();
  }

  @Override
  public boolean gone() {
    return health.removed();
  }

  @Override
  public String env() {
    return health.env();
  }

  @Override
  public boolean production() {
    return health.env().equals(PRODUCTION);
  }

  @Override
  public List<String> apps() {
    return health.app().isBlank() ? List.of() : List.of(health.app().strip());
  }

  @Override
  public ServiceId service() {
    return health.service();
  }

  @Override
  public NodeId node() {
    return null;
  }

  /** Append time its present state began, epoch milliseconds. */
  long knownFromMillis() {
    return health.knownFrom().toEpochMilli();
  }

  @Override
  public Map<String, String> before() {
    return previous == null ? Map.of() : words(previous);
  }

  @Override
  public Map<String, String> now() {
    return words(health);
  }

  private static Map<String, String> words(ServiceHealth health) {
    Map<String, String> words = new TreeMap<>();
    words.put("avail", health.avail().wire());
    words.put("overall", health.overall().wire());
    words.put("up", Words.of(health.upNodes()));
    words.put("warn", Words.of(health.warnNodes()));
    words.put("stale", Boolean.toString(health.stale()));
    return words;
  }

  List<NodeId> nodeIds(Collection<String> names) {
    return names.stream().map(this::nodeId).toList();
  }

  /** Nodes of those members. */
  List<NodeId> nodesOf(Predicate<Member> which) {
    return members.stream().filter(which).map(member -> nodeId(member.node())).toList();
  }

  NodeId nodeId(String node) {
    return new NodeId(health.service().cluster(), node);
  }

  /** The one that excuses an outage longest; null when none runs where the service is. */
  Doings.Running youngestAction() {
    return doings.running().stream()
        .filter(action -> has(action.node()))
        .max(Comparator.comparingLong(a -> a.beganMillis() + a.patience() * 1_000))
        .orElse(null);
  }

  boolean has(String node) {
    return members.stream().anyMatch(member -> member.node().equals(node));
  }

  /**
   * Of nodes that have it to nodes that are to have it: what the configuration names is a member.
   */
  List<Doings.Copy> copies() {
    return doings.copies().stream()
        .filter(copy -> has(copy.source()) && (checksums.isEmpty() || has(copy.target())))
        .toList();
  }

  /** Where the order of nodes wants it: the first that was heard of and is not silent. */
  Member preferred() {
    for (String node : health.nodes()) {
      for (Member member : members) {
        if (member.node().equals(node) && member.heard() && !member.silent()) {
          return member;
        }
      }
    }
    return null;
  }

  /** The alert of the first of these nodes that is silent; null when none is. */
  AlertId silent(Collection<String> nodes) {
    return members.stream()
        .filter(member -> member.silent() && nodes.contains(member.node()))
        .findFirst()
        .map(member -> AlertId.of(AlertKind.NODE_SILENT, nodeId(member.node()), ""))
        .orElse(null);
  }

  List<String> untrusted() {
    return members.stream().filter(member -> !member.trusted()).map(Member::node).toList();
  }

  /** Silent nodes on which it served when they were last heard. */
  List<String> lastUpOnSilent() {
    return members.stream()
        .filter(member -> !member.trusted() && member.silent() && member.lastServed())
        .map(Member::node)
        .toList();
  }

  boolean trustedAreWell() {
    return members.stream().filter(Member::trusted).noneMatch(Member::ails);
  }
}
