package io.vigie.agent.config;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.id.Rid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How another resource must be before something is done to this one.
 *
 * @param states one of them
 */
public record Requirement(Rid rid, Set<Availability> states) {
  private static final Set<Availability> UP = Set.of(Availability.UP, Availability.STDBY_UP);
  private static final Pattern ONE = Pattern.compile("\\s*([^\\s(),]+)(?:\\(([^()]*)\\))?");
  private static final String RULE =
      "must be resources such as ip#1 or fs#0(up,stdby up), separated by blanks";

  public Requirement {
    states = Set.copyOf(states);
  }

  /**
   * {@code ip#1 fs#0(up,stdby up)}; without states: up or stdby up.
   *
   * @param known resources there are
   */
  static List<Requirement> list(String text, Collection<Rid> known) {
    List<Requirement> list = new ArrayList<>();
    Matcher matcher = ONE.matcher(text.strip());
    int at = 0;
    while (at < text.strip().length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(RULE);
      }
      list.add(one(matcher.group(1), matcher.group(2), known));
      at = matcher.end();
    }
    return List.copyOf(list);
  }

  private static Requirement one(String name, String states, Collection<Rid> known) {
    Rid rid = Rid.parse(name);
    if (!known.contains(rid)) {
      throw new IllegalArgumentException("names " + rid + ", which is no resource of the service");
    }
    return new Requirement(rid, states == null ? UP : states(states));
  }

  private static Set<Availability> states(String text) {
    Set<Availability> states = new TreeSet<>();
    for (String word : text.split(",", -1)) {
      Availability state = Availability.parse(word.strip());
      if (!state.wire().equals(word.strip())) {
        throw new IllegalArgumentException(
            "has the state \"" + word.strip() + "\"; states are " + all());
      }
      states.add(state);
    }
    return states;
  }

  private static String all() {
    return List.of(Availability.values()).stream()
        .map(Availability::wire)
        .collect(Collectors.joining(", "));
  }

  /** As a person would say it. */
  @Override
  public String toString() {
    return rid
        + " to be "
        + states.stream().sorted().map(Availability::wire).collect(Collectors.joining(" or "));
  }
}
