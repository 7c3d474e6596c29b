package io.vigie.agent.config;

import io.vigie.agent.config.Keyword.Form;
import io.vigie.agent.process.Command;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one thing is done to a resource.
 *
 * @param timeout longest it may take, triggers included
 * @param requires how others must be before
 * @param triggers in the order in which they run
 */
public record Manner(Duration timeout, List<Requirement> requires, List<Trigger> triggers) {
  private static final List<String> TRIGGERS =
      List.of("blocking_pre_", "pre_", "post_", "blocking_post_");
  static final Duration USUAL = Duration.ofMinutes(1);

  /** A first copy of much data. */
  private static final Duration LONGEST_COPY = Duration.ofHours(12);

  /** What is not read as a manner of its own: a resource of no file. */
  public static final Manner PLAIN = new Manner(USUAL, List.of(), List.of());

  public Manner {
    requires = List.copyOf(requires);
    triggers = List.copyOf(triggers);
  }

  /** The same with the programs of one side of it alone. */
  public Manner triggers(boolean before) {
    return new Manner(
        timeout, List.of(), triggers.stream().filter(each -> each.before() == before).toList());
  }

  /** The same without what others must be like and without programs. */
  Manner plain() {
    return new Manner(timeout, List.of(), List.of());
  }

  /** Keywords that say it, of every phase. */
  static List<Keyword> keywords() {
    List<Keyword> keywords = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      String word = phase.word();
      keywords.add(
          Keyword.of(
              word + "_timeout",
              Form.DURATION,
              phase.isShort() ? "timeout" : LONGEST_COPY.toHours() + "h",
              "longest " + word + " may take, with its triggers"));
      keywords.add(
          Keyword.of(
              word + "_requires",
              Form.WORDS,
              "how others must be before " + word + ": ip#1 fs#0(up,stdby up)"));
      for (String kind : TRIGGERS) {
        String when = kind.contains("pre_") ? "before " : "after ";
        String hinders = kind.startsWith("blocking") ? "; when it fails, so does that" : "";
        keywords.add(Keyword.of(kind + word, Form.COMMAND, "runs " + when + word + hinders));
      }
    }
    return keywords;
  }

  /**
   * @param known resources there are
   * @param secrets texts that no trigger may show
   */
  static Map<Phase, Manner> read(Keywords keywords, Collection<Rid> known, Set<String> secrets) {
    Duration timeout = keywords.duration("timeout", USUAL);
    Map<Phase, Manner> manners = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      manners.put(
          phase,
          new Manner(
              keywords.duration(
                  phase.word() + "_timeout", phase.isShort() ? timeout : LONGEST_COPY),
              keywords.read(
                  phase.word() + "_requires", List.of(), text -> Requirement.list(text, known)),
              triggers(keywords, phase, secrets)));
    }
    return manners;
  }

  /** Of the service as a whole: programs around all of an action. */
  static Map<Phase, Manner> ofService(Keywords keywords, Set<String> secrets) {
    Duration timeout = keywords.duration("timeout", USUAL);
    Map<Phase, Manner> manners = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      String word = phase.word() + "_timeout";
      Duration own = Scoped.INHERITED.contains(word) ? keywords.duration(word, timeout) : timeout;
      manners.put(phase, new Manner(own, List.of(), triggers(keywords, phase, secrets)));
    }
    return manners;
  }

  /** Keywords that name those programs. */
  static Set<String> triggerNames() {
    Set<String> names = new TreeSet<>();
    for (Phase phase : Phase.values()) {
      TRIGGERS.forEach(kind -> names.add(kind + phase.word()));
    }
    return names;
  }

  private static List<Trigger> triggers(Keywords keywords, Phase phase, Set<String> secrets) {
    List<Trigger> triggers = new ArrayList<>();
    for (String kind : TRIGGERS) {
      String keyword = kind + phase.word();
      List<String> argv = keywords.argv(keyword);
      if (!argv.isEmpty()) {
        triggers.add(
            new Trigger(
                keyword,
                kind.contains("pre_"),
                kind.startsWith("blocking"),
                Command.of(argv).hiding(secrets)));
      }
    }
    return triggers;
  }
}
