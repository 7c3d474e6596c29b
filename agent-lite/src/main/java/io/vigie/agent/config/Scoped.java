package io.vigie.agent.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file as one node reads it: of {@code keyword@scope} the most specific counts (the node's name,
 * its short or long one, a set of nodes it is in, none), and references are filled in.
 */
final class Scoped {
  static final String DEFAULT = "DEFAULT";
  private static final int SHORTEST_SECRET = 4;

  /** Sets of nodes a scope may name, the one that counts first in front. */
  private static final List<String> SETS =
      List.of("nodes", "drpnodes", "encapnodes", "flex_primary", "drp_flex_primary");

  /** What a resource that says nothing of it takes from the service. */
  static final Set<String> INHERITED =
      Set.of(
          "timeout",
          "start_timeout",
          "stop_timeout",
          "sync_timeout",
          "sync_schedule",
          "sync_max_delay",
          "monitor",
          "restart");

  private final IniFile file;
  private final String node;
  private final Map<String, String> names;
  private final Map<String, List<String>> sets = new HashMap<>();
  private final Set<String> secrets = new HashSet<>();

  /** Whatever the file calls a node, and this one. */
  private final Set<String> nodes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private final Set<String> scopes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param names what {@code {nodename}} and its like stand for
   */
  Scoped(IniFile file, String node, Map<String, String> names) {
    this.file = file;
    this.node = node;
    this.names = names;
    for (String section : file.sections()) {
      file.settings(section).stream()
          .filter(each -> Secrets.names(each.keyword()))
          .forEach(each -> secret(each.value()));
    }
    for (String section : file.sections()) {
      file.settings(section).forEach(each -> scopes.add(each.scope()));
    }
    Map<String, List<String>> read = new HashMap<>();
    for (String set : SETS) {
      read.put(set, Values.words(plain(set)));
    }
    read.computeIfPresent("flex_primary", (key, own) -> first(own, read.get("nodes")));
    read.computeIfPresent("drp_flex_primary", (key, own) -> first(own, read.get("drpnodes")));
    nodes.add(node);
    read.values().forEach(nodes::addAll);
    // only now: while the sets are read no scope that names one counts
    sets.putAll(read);
  }

  private static List<String> first(List<String> own, List<String> all) {
    return own.isEmpty() ? all.stream().limit(1).toList() : own;
  }

  private String plain(String keyword) {
    Optional<Setting> found = file.setting(DEFAULT, keyword, "");
    try {
      return found.isEmpty() ? "" : References.fill(this, DEFAULT, found.get());
    } catch (ConfigException e) {
      // told when the keyword itself is read
      return "";
    }
  }

  IniFile file() {
    return file;
  }

  /** What may be referred to without a section. */
  Set<String> names() {
    return new TreeSet<>(names.keySet());
  }

  /** The setting that counts on this node, its references filled in. */
  Optional<Setting> find(String section, String keyword) throws ConfigException {
    Optional<Setting> found = raw(section, keyword);
    String origin = section;
    if (found.isEmpty() && INHERITED.contains(keyword)) {
      found = raw(DEFAULT, keyword);
      origin = DEFAULT;
    }
    if (found.isEmpty()) {
      return found;
    }
    return Optional.of(found.get().with(References.fill(this, origin, found.get())));
  }

  /** The same with its references as they are written. */
  Optional<Setting> raw(String section, String keyword) {
    Setting best = null;
    for (Setting setting : file.settings(section)) {
      if (setting.isCalled(keyword)
          && rank(setting.scope()) < (best == null ? elsewhere() : rank(best.scope()))) {
        best = setting;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * What a reference stands for, its own references as they are written.
   *
   * @param section where it stands, and where those look first
   */
  record Found(String section, String value) {}

  /**
   * @param name in lower case, with its section unless it is of the same or of DEFAULT
   */
  Optional<Found> refer(String section, String name) {
    if (names.containsKey(name)) {
      return Optional.of(new Found(section, names.get(name)));
    }
    int dot = name.indexOf('.');
    if (dot > 0) {
      String other = file.called(name.substring(0, dot));
      return in(other, name.substring(dot + 1));
    }
    return switch (name) {
      case "rid" -> Optional.of(new Found(section, section));
      case "rindex" -> Optional.of(new Found(section, section.replaceFirst("^.*#", "")));
      default -> in(section, name).or(() -> in(DEFAULT, name));
    };
  }

  private Optional<Found> in(String section, String keyword) {
    Optional<Found> found =
        raw(section, keyword).map(setting -> new Found(section, setting.value()));
    return found.isPresent() || !section.equals(DEFAULT) ? found : unsaid(keyword);
  }

  private Optional<Found> unsaid(String keyword) {
    return switch (keyword) {
      case "nodes" -> Optional.of(new Found(DEFAULT, node));
      case "drpnodes", "encapnodes" -> Optional.of(new Found(DEFAULT, ""));
      default -> Optional.empty();
    };
  }

  /** What a keyword that sounds like a credential was found to be. */
  void secret(String value) {
    // shorter ones are everywhere, and no secret
    if (value.length() >= SHORTEST_SECRET) {
      secrets.add(value);
    }
  }

  Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  /** A text for people, without the credentials of this file, wherever they are used. */
  String masked(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, Secrets.MASK);
    }
    return masked;
  }

  /** Smaller is more specific. */
  private int rank(String scope) {
    if (scope.isEmpty()) {
      return SETS.size() + 2;
    }
    if (scope.equalsIgnoreCase(node)) {
      return 0;
    }
    if (isOtherNameOfThisNode(scope)) {
      return 1;
    }
    int set = SETS.indexOf(scope);
    return set >= 0 && sets.getOrDefault(scope, List.of()).contains(node) ? set + 2 : elsewhere();
  }

  /** The short one of a long name, or the other way round, where no other node may be meant. */
  private boolean isOtherNameOfThisNode(String scope) {
    if (!isOfOneHost(scope, node) || isShort(scope) == isShort(node)) {
      return false;
    }
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(nodes);
    all.addAll(scopes);
    return all.stream().filter(each -> !isShort(each) && isOfOneHost(each, node)).count() == 1;
  }

  private static boolean isOfOneHost(String one, String other) {
    return shortName(one).equalsIgnoreCase(shortName(other));
  }

  private static boolean isShort(String name) {
    return name.indexOf('.') < 0;
  }

  private static String shortName(String name) {
    return isShort(name) ? name : name.substring(0, name.indexOf('.'));
  }

  /** Whether a scope can be meant by nobody: neither a node of the file nor a set of them. */
  boolean isNobody(String scope) {
    return !scope.isEmpty()
        && !SETS.contains(scope)
        && nodes.stream().noneMatch(each -> isOfOneHost(each, scope));
  }

  private static int elsewhere() {
    return SETS.size() + 3;
  }
}
