package io.vigie.agent.config;

import io.vigie.agent.action.Verb;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code [requests]} of {@code agent.conf}: what people of the console may have done on this node.
 *
 * @param actions none: this node takes no requests
 * @param key file with the collector's public key
 */
public record RequestConf(Set<Verb> actions, Path key) {
  static final Set<String> KEYWORDS = Set.of("enabled", "actions", "key");

  private static final Set<Verb> USUAL =
      EnumSet.of(Verb.START, Verb.STOP, Verb.RESTART, Verb.FREEZE, Verb.THAW);

  public RequestConf {
    actions = Set.copyOf(actions);
  }

  public boolean enabled() {
    return !actions.isEmpty();
  }

  /** What is told to the collector, in a fixed order. */
  public List<String> words() {
    return actions.stream().sorted().map(Verb::word).toList();
  }

  static RequestConf read(Keywords requests, Path etc) {
    boolean enabled = requests.truth("enabled", false);
    Set<Verb> actions = requests.read("actions", USUAL, RequestConf::verbs);
    Path key = requests.read("key", etc.resolve("request.pub"), etc::resolve);
    return new RequestConf(enabled ? actions : Set.of(), key);
  }

  private static Set<Verb> verbs(String text) {
    Set<Verb> verbs = new LinkedHashSet<>();
    Values.words(text).forEach(word -> verbs.add(Verb.parse(word)));
    if (verbs.isEmpty()) {
      throw new IllegalArgumentException("names no action; enabled = false takes no requests");
    }
    return verbs;
  }
}
