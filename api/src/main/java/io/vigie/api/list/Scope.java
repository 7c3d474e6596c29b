package io.vigie.api.list;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a row is about: whoever may see one of these may see it.
 *
 * @param apps codes; the empty one stands for services that name no app
 * @param services {@code cluster/service}
 * @param nodes {@code cluster/node}
 * @param people it is for
 */
public record Scope(
    List<String> apps, List<String> services, List<String> nodes, List<String> people) {
  /** Of what only administrators see. */
  public static final Scope NONE = new Scope(List.of(), List.of(), List.of());

  /** Of what is about a site or the whole fleet: whoever sees anything there sees it. */
  public static final Scope FLEET = new Scope(List.of(Sight.EVERY_APP), List.of(), List.of());

  public Scope(List<String> apps, List<String> services, List<String> nodes) {
    this(apps, services, nodes, List.of());
  }

  /** The same, seen by whoever may see one of these too. */
  public Scope and(List<String> moreApps, List<String> moreNodes) {
    return new Scope(
        Stream.concat(apps.stream(), moreApps.stream()).toList(),
        services,
        Stream.concat(nodes.stream(), moreNodes.stream()).toList(),
        people);
  }

  /** Of what concerns one service on one node. */
  public static Scope of(String app, String cluster, String service, String node) {
    return new Scope(List.of(app), List.of(cluster + '/' + service), List.of(cluster + '/' + node));
  }
}
