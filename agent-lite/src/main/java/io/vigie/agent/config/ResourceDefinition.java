package io.vigie.agent.config;

import static io.vigie.agent.config.Keyword.Form.DURATION;
import static io.vigie.agent.config.Keyword.Form.TEXT;
import static io.vigie.agent.config.Keyword.Form.WORDS;

import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.List;

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
  static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  /** Keywords that every resource has, whatever its driver. */
  public static final List<Keyword> KEYWORDS =
      List.of(
          Keyword.of("type", TEXT, "which driver; host for ip and task, forking for app"),
          Keyword.of("optional", false, "its failure fails no action and its state no service"),
          Keyword.of("disable", false, "left alone, and shown n/a"),
          Keyword.of("standby", false, "up on this node even while the service is not"),
          Keyword.of("monitor", false, "shown as one that is watched"),
          Keyword.of("subset", TEXT, "resources of a group go by subset, then by id"),
          Keyword.of("tags", WORDS, "words of your own; nostatus says the same as disable"),
          Keyword.of("timeout", DEFAULT_TIMEOUT, "longest a start or a stop may take"),
          Keyword.of("start_timeout", DURATION, "timeout", "longest a start may take"),
          Keyword.of("stop_timeout", DURATION, "timeout", "longest a stop may take"),
          Keyword.of("comment", TEXT, "for people"));

  /** What makes the resource unusable; empty when it is fine. */
  public List<Problem> problems() {
    return keywords.problems();
  }
}
