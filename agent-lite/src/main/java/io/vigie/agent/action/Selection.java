package io.vigie.agent.action;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which resources are asked for: those that any of rids, groups, subsets and tags names (none of
 * them: all), no further than an edge.
 *
 * @param edge {@code --upto} or {@code --downto}; null for none
 */
public record Selection(
    Set<Rid> rids, Set<ResourceGroup> groups, Set<String> subsets, Set<String> tags, Edge edge) {
  public static final Selection ALL = of(Set.of());

  public Selection {
    rids = Set.copyOf(rids);
    groups = Set.copyOf(groups);
    subsets = Set.copyOf(subsets);
    tags = Set.copyOf(tags);
  }

  /**
   * Where to end.
   *
   * @param option {@code UPTO} or {@code DOWNTO}
   * @param rid null for a whole group
   */
  public record Edge(Option option, ResourceGroup group, Rid rid) {
    static Edge parse(Option option, String text) {
      if (text.indexOf('#') < 0) {
        return new Edge(option, ResourceGroup.parse(text), null);
      }
      Rid rid = Rid.parse(text);
      return new Edge(option, rid.group(), rid);
    }

    String name() {
      return rid == null ? group.wire() : rid.toString();
    }
  }

  public static Selection of(Set<Rid> rids) {
    return new Selection(rids, Set.of(), Set.of(), Set.of(), null);
  }

  /**
   * As people ask.
   *
   * @throws IllegalArgumentException naming the rule a text breaks
   */
  public static Selection of(Map<Option, List<String>> asked) {
    Set<Rid> rids = new HashSet<>();
    Set<ResourceGroup> groups = new HashSet<>();
    for (String each : asked.getOrDefault(Option.RID, List.of())) {
      if (each.indexOf('#') < 0) {
        groups.add(ResourceGroup.parse(each));
      } else {
        rids.add(Rid.parse(each));
      }
    }
    Edge edge = null;
    for (Option each : List.of(Option.UPTO, Option.DOWNTO)) {
      for (String text : asked.getOrDefault(each, List.of())) {
        edge = Edge.parse(each, text);
      }
    }
    return new Selection(
        rids,
        groups,
        Set.copyOf(asked.getOrDefault(Option.SUBSET, List.of())),
        Set.copyOf(asked.getOrDefault(Option.TAG, List.of())),
        edge);
  }

  public boolean isWhole() {
    return !picks() && edge == null;
  }

  /** Whether it names some resources rather than an end of the order. */
  public boolean picks() {
    return !(rids.isEmpty() && groups.isEmpty() && subsets.isEmpty() && tags.isEmpty());
  }

  /** Whether it asks for that resource, the edge left aside. */
  public boolean names(ResourceDefinition resource) {
    return !picks()
        || rids.contains(resource.rid())
        || groups.contains(resource.rid().group())
        || subsets.contains(resource.subset())
        || resource.tags().stream().anyMatch(tags::contains);
  }
}
