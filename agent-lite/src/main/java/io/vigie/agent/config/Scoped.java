package io.vigie.agent.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file as one node reads it: of {@code keyword@scope} the most specific counts (the node's name,
 * then {@code nodes}, {@code drpnodes} or {@code encapnodes}, then none), and {@code {references}}
 * are replaced.
 */
final class Scoped {
  private static final int DEEPEST_REFERENCE = 10;

  private final IniFile file;
  private final String node;
  private final Map<String, String> names;

  /**
   * @param names what {@code {nodename}} and its like stand for
   */
  Scoped(IniFile file, String node, Map<String, String> names) {
    this.file = file;
    this.node = node;
    this.names = names;
  }

  IniFile file() {
    return file;
  }

  /** The setting that counts on this node, its references replaced. */
  Optional<Setting> find(String section, String keyword) throws ConfigException {
    Optional<Setting> found = raw(section, keyword);
    if (found.isEmpty()) {
      return found;
    }
    Setting setting = found.get();
    String value = resolve(section, setting, setting.value(), 0);
    return Optional.of(new Setting(setting.keyword(), setting.scope(), value, setting.line()));
  }

  /** The same with its references as they are written. */
  Optional<Setting> raw(String section, String keyword) {
    List<Setting> settings = file.settings(section);
    for (int rank = 0; rank < 3; rank++) {
      for (Setting setting : settings) {
        if (setting.keyword().equals(keyword) && rank(setting.scope()) == rank) {
          return Optional.of(setting);
        }
      }
    }
    return Optional.empty();
  }

  /** 0 names this node, 1 a set it is in, 2 everywhere, 3 somewhere else. */
  private int rank(String scope) {
    return switch (scope) {
      case "" -> 2;
      case "nodes", "drpnodes", "encapnodes" -> isListed(scope) ? 1 : 3;
      default -> scope.equals(node) ? 0 : 3;
    };
  }

  private boolean isListed(String keyword) {
    return file.settings("DEFAULT").stream()
        .filter(setting -> setting.keyword().equals(keyword) && setting.scope().isEmpty())
        .anyMatch(setting -> Values.words(setting.value()).contains(node));
  }

  private String resolve(String section, Setting origin, String value, int depth)
      throws ConfigException {
    if (depth > DEEPEST_REFERENCE) {
      throw new ConfigException(
          List.of(Problem.error(file.name(), origin, "references go round in a circle")));
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    int open;
    while ((open = value.indexOf('{', from)) >= 0) {
      int close = value.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String reference = value.substring(open + 1, close);
      out.append(value, from, open);
      out.append(resolve(section, origin, lookUp(section, origin, reference), depth + 1));
      from = close + 1;
    }
    return out.append(value.substring(from)).toString();
  }

  private String lookUp(String section, Setting origin, String reference) throws ConfigException {
    String name = names.get(reference);
    if (name != null) {
      return name;
    }
    int dot = reference.indexOf('.');
    Optional<Setting> found =
        dot > 0
            ? raw(reference.substring(0, dot), reference.substring(dot + 1))
            : raw(section, reference).or(() -> raw("DEFAULT", reference));
    return found
        .map(Setting::value)
        .orElseThrow(
            () ->
                new ConfigException(
                    List.of(
                        Problem.error(
                            file.name(),
                            origin,
                            "{"
                                + reference
                                + "} stands for nothing here; there are "
                                + String.join(", ", names.keySet())
                                + ", {section.keyword} and {env.name}"))));
  }
}
