package io.vigie.agent.config;

import static io.vigie.agent.config.Keyword.Form.NUMBER;
import static io.vigie.agent.config.Keyword.Form.TEXT;
import static io.vigie.agent.config.Keyword.Form.WORDS;

import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A resource as its file defines it on this node.
 *
 * @param type driver with its group, for example {@code fs.ext4}
 * @param disabled left alone and shown n/a
 * @param standby up on this node even while the service is not
 * @param restart how often it is started again when it went down by itself
 * @param subset resources of a group go by subset, then by rid
 * @param parallel those of its subset go at once
 * @param follows container it comes after, for it is an address or anything else inside; null for
 *     none
 * @param guest where it is when an agent inside a container looks after it; null for this node's
 * @param manners how each thing is done to it
 */
public record ResourceDefinition(
    Rid rid,
    String type,
    boolean optional,
    boolean disabled,
    boolean standby,
    boolean monitored,
    int restart,
    String subset,
    boolean parallel,
    List<String> tags,
    Rid follows,
    Guest guest,
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
            Keyword.of("monitor", false, "looked at every 10 seconds, not every minute"),
            Keyword.of(
                "restart",
                NUMBER,
                "0",
                "how often it is started again when it went down by itself; counted anew once it"
                    + " stayed up for 5 min; it is monitored"),
            Keyword.of("subset", TEXT, "resources of a group go by subset, then by id"),
            Keyword.of(
                "tags",
                WORDS,
                "words of your own; nostatus says that it is shown n/a, noaction that no action"
                    + " touches it unless it is named"),
            Keyword.of("encap", false, "inside a container: the agent there looks after it"),
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
        rid, type, optional, true, standby, monitored, restart, subset, parallel, tags, follows,
        guest, manners, keywords);
  }

  /**
   * The service itself, which has programs around all of an action. It has no rid.
   *
   * @param manners what counts of them are their programs and time-outs
   */
  static ResourceDefinition service(Map<Phase, Manner> manners, Keywords keywords) {
    return new ResourceDefinition(
        null, "service", false, false, false, false, 0, "", false, List.of(), null, null, manners,
        keywords);
  }

  /** The same where those of one phase and side of it are all that there is. */
  public ResourceDefinition only(Phase phase, boolean before) {
    return service(Map.of(Phase.RUN, manner(phase).triggers(before)), keywords);
  }

  /**
   * The same as the host sees it: what it requires, its programs and its order inside are the
   * guest's own business.
   *
   * @param container in which it is; what that one says of itself counts for all that is inside
   */
  ResourceDefinition in(ResourceDefinition container, String node) {
    Guest place = new Guest(node, container.rid, rid);
    Map<Phase, Manner> plain = new EnumMap<>(Phase.class);
    manners.forEach((phase, manner) -> plain.put(phase, manner.plain()));
    return new ResourceDefinition(
        place.outside(),
        type,
        optional || container.optional,
        disabled || container.disabled,
        standby,
        monitored,
        restart,
        subset,
        false,
        tags,
        container.rid,
        place,
        plain,
        keywords);
  }

  /** What makes the resource unusable; empty when it is fine. */
  public List<Problem> problems() {
    return keywords.problems();
  }
}
