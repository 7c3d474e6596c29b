package io.vigie.agent.action;

import io.vigie.contract.id.Rid;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people disabled on this node, beside what the service's file says.
 *
 * @param all the service as a whole
 */
public record Disabled(boolean all, Set<Rid> rids) {
  public static final Disabled NOTHING = new Disabled(false, Set.of());

  private static final String ALL = "*";

  public Disabled {
    rids = Set.copyOf(rids);
  }

  /** Blank for nothing. A word that no agent wrote is no resource. */
  static Disabled parse(String text) {
    boolean all = false;
    Set<Rid> rids = new HashSet<>();
    for (String word : text.split("\\s+")) {
      if (word.equals(ALL)) {
        all = true;
      } else {
        read(word).ifPresent(rids::add);
      }
    }
    return new Disabled(all, rids);
  }

  private static Optional<Rid> read(String word) {
    try {
      return Optional.of(Rid.read(word));
    } catch (IllegalArgumentException e) {
      // also that of an empty file
      return Optional.empty();
    }
  }

  String text() {
    Set<String> words = new TreeSet<>();
    if (all) {
      words.add(ALL);
    }
    rids.forEach(each -> words.add(each.toString()));
    return String.join("\n", words);
  }

  Disabled whole(boolean is) {
    return new Disabled(is, rids);
  }

  Disabled with(Set<Rid> more) {
    Set<Rid> sum = new HashSet<>(rids);
    sum.addAll(more);
    return new Disabled(all, sum);
  }

  Disabled without(Set<Rid> less) {
    Set<Rid> rest = new HashSet<>(rids);
    rest.removeAll(less);
    return new Disabled(all, rest);
  }
}
