package io.vigie.api.session;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What groups of a directory, or of a provider, are in Vigie.
 *
 * @param words by the group: its name letter by letter when {@code exact}; else its whole DN, or
 *     the value its DN begins with, both as {@link #key} makes them
 * @param exact groups are names, no DNs
 */
public record GroupMap(Map<String, Set<String>> words, boolean exact) {
  public GroupMap {
    words = Map.copyOf(words);
  }

  /**
   * @param variable that has it, for the refusal
   * @param text {@code group=word;group=word}; a group is a DN or the value its DN begins with
   */
  public static GroupMap parse(String variable, String text) {
    return parse(variable, text, false);
  }

  /** Of a provider's groups, which are names and no more: letter by letter. */
  public static GroupMap exact(String variable, String text) {
    return parse(variable, text, true);
  }

  private static GroupMap parse(String variable, String text, boolean exact) {
    Map<String, Set<String>> words = new LinkedHashMap<>();
    UnaryOperator<String> key = exact ? UnaryOperator.identity() : GroupMap::key;
    for (String pair : text.split(";")) {
      // a DN has equals signs of its own
      int cut = pair.lastIndexOf('=');
      if (pair.isBlank()) {
        continue;
      }
      if (cut < 1 || pair.substring(cut + 1).isBlank()) {
        throw new IllegalArgumentException(
            variable + " must be like group=word;group=word; got \"" + pair.strip() + '"');
      }
      words
          .computeIfAbsent(key.apply(pair.substring(0, cut).strip()), none -> new TreeSet<>())
          .add(pair.substring(cut + 1).strip());
    }
    return new GroupMap(words, exact);
  }

  /** The same map, of which each word has to be a role. */
  public GroupMap ofRoles(String variable) {
    for (Set<String> words : words.values()) {
      for (String word : words) {
        if (!Role.WORDS.contains(word)) {
          throw new IllegalArgumentException(
              "%s: a role must be one of %s; got \"%s\""
                  .formatted(variable, String.join(", ", Role.WORDS), word));
        }
      }
    }
    return this;
  }

  /**
   * The greatest role of somebody in these groups; viewer in none of them.
   *
   * @return empty when groups say nothing of roles
   */
  public Optional<Role> role(Collection<String> groups) {
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            of(groups).stream().map(Role::parse).max(Role::compareTo).orElse(Role.VIEWER));
  }

  /** Every word, and whether somebody in these groups has it. */
  public Map<String, Boolean> memberships(Collection<String> groups) {
    Map<String, Boolean> all = new HashMap<>();
    Set<String> theirs = of(groups);
    words.values().forEach(set -> set.forEach(word -> all.put(word, theirs.contains(word))));
    return all;
  }

  private Set<String> of(Collection<String> groups) {
    Set<String> found = new TreeSet<>();
    for (String group : groups) {
      for (String key : exact ? List.of(group) : List.of(key(group), first(group))) {
        found.addAll(words.getOrDefault(key, Set.of()));
      }
    }
    return found;
  }

  private static String key(String group) {
    try {
      return group.contains("=") ? new DN(group).toNormalizedString() : lower(group);
    } catch (LDAPException e) {
      // no DN: a name with an equals sign in it
      return lower(group);
    }
  }

  /** {@code ops} of {@code cn=Ops,ou=groups,dc=example}. */
  private static String first(String dn) {
    try {
      return lower(new DN(dn).getRDN().getAttributeValues()[0]);
    } catch (LDAPException e) {
      return lower(dn);
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
