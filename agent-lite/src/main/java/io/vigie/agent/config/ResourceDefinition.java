package io.vigie.agent.config;

import static io.vigie.agent.config.Keyword.Form.TEXT;
import static io.vigie.agent.config.Keyword.Form.WORDS;

import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A resource as its file defines it on this node.
 *
 * @param type driver with its group, for example {@code fs.ext4}
 * @param disabled left alone and shown n/a
 * @param standby up on this node even while the service is not
 * @param subset resources of a group go by subset, then by rid
 * @param parallel those of its subset go at once
 * @param follows container in whose network an address is: it comes after it; null for none
 * @param manners how each thing is done to it
 */
public record ResourceDefinition(
    Rid rid,
    String type,
    boolean optional,
    boolean disabled,
    boolean standby,
    boolean monitored,
    String subset,
    boolean parallel,
    List<String> tags,
    Rid follows,
    Map<Phase, Manner> manners,
    Keywords keywords) {
  /** The tag of what only whoever names it may touch; it is optional too. */
  public static final String NO_ACTION = "noaction";

  /** The tag of what is shown n/a, and acted on as any other. */
  public static final String NO_STATUS = "nostatus";

  /** Keywords that every resource has, whatever its driver. */
  public static final List<Keyword> KEYWORDS = known();

  private static List<Keyword> known() {
    List<Keyword> known = new ArrayList<>();
    known.addAll(
        List.of(
            Keyword.of("type", TEXT, "which driver; host for ip and task, forking for app"),
            Keyword.of("optional", false, "its failure fails no action and its state no service"),
            Keyword.of("disable", false, "left alone, and shown n/a"),
            Keyword.of("standby", false, "up on this node even while the service is not"),
            Keyword.of("monitor", false, "shown as one that is watched"),
            Keyword.of("subset", TEXT, "resources of a group go by subset, then by id"),
            Keyword.of(
                "tags",
                WORDS,
                "words of your own; nostatus says that it is shown n/a, noaction that no action"
                    + " touches it unless it is named"),
            Keyword.of("timeout", Manner.USUAL, "longest an action on it may take"),
            Keyword.of("comment", TEXT, "for people")));
    known.addAll(Manner.keywords());
    return List.copyOf(known);
  }

  public Manner manner(Phase phase) {
    return manners.getOrDefault(phase, Manner.PLAIN);
  }

  /** Whether its state is nobody's concern. */
  public boolean isUnseen() {
    return disabled || tags.contains(NO_STATUS);
  }

  /** The same, left alone. */
  public ResourceDefinition off() {
    return new ResourceDefinition(
        rid, type, optional, true, standby, monitored, subset, parallel, tags, follows, manners,
        keywords);
  }

  /** What makes the resource unusable; empty when it is fine. */
  public List<Problem> problems() {
    return keywords.problems();
  }
}
