package io.vigie.agent.config;

import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A resource as its file defines it on this node.
 *
 * @param type driver with its group, for example {@code fs.ext4}
 * @param disabled left alone and shown n/a; the tag nostatus says the same
 * @param standby up on this node even while the service is not
 * @param subset resources of a group go by subset, then by rid
 * @param startTimeout longest a start may take
 * @param stopTimeout longest a stop may take
 */
public record ResourceDefinition(
    Rid rid,
    String type,
    boolean optional,
    boolean disabled,
    boolean standby,
    boolean monitored,
    String subset,
    List<String> tags,
    Duration startTimeout,
    Duration stopTimeout,
    Keywords keywords) {
  /** Keywords that every resource has, whatever its driver. */
  public static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "optional",
          "disable",
          "standby",
          "monitor",
          "subset",
          "tags",
          "timeout",
          "start_timeout",
          "stop_timeout",
          "comment");

  /** What makes the resource unusable; empty when it is fine. */
  public List<Problem> problems() {
    return keywords.problems();
  }
}
