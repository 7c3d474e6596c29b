package io.vigie.agent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An INI file: {@code [section]}, {@code keyword = value} or {@code keyword: value}, lines that
 * begin with a blank continue the value above, {@code #} and {@code ;} begin comments.
 */
final class IniFile {
  private final String name;
  private final Map<String, List<Setting>> sections = new LinkedHashMap<>();
  private final Map<String, Integer> sectionLines = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private IniFile(String name) {
    this.name = name;
  }

  static IniFile parse(String name, String text) {
    IniFile file = new IniFile(name);
    String section = null;
    // below a section line that is wrong nothing is told twice
    boolean lost = false;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String bare = line.strip();
      if (bare.isEmpty() || bare.charAt(0) == '#' || bare.charAt(0) == ';') {
        continue;
      }
      if (bare.charAt(0) == '[') {
        section = file.section(bare, number);
        lost = section == null;
      } else if (Character.isWhitespace(line.charAt(0)) && file.hasSetting(section)) {
        file.extend(section, bare);
      } else if (section == null) {
        if (!lost) {
          file.problems.add(
              new Problem(true, name, number, bare, "a setting stands below a [section] line"));
        }
      } else {
        file.setting(section, bare, number);
      }
    }
    return file;
  }

  String name() {
    return name;
  }

  Iterable<String> sections() {
    return sections.keySet();
  }

  /** Settings of a section in their order; none when it does not exist. */
  List<Setting> settings(String section) {
    return sections.getOrDefault(section, List.of());
  }

  int line(String section) {
    return sectionLines.getOrDefault(section, 0);
  }

  List<Problem> problems() {
    return problems;
  }

  /** Those that make the file unusable. */
  List<Problem> fatal() {
    return problems.stream().filter(Problem::fatal).toList();
  }

  private String section(String bare, int number) {
    if (!bare.endsWith("]") || bare.length() < 3) {
      problems.add(new Problem(true, name, number, bare, "a section is written [name]"));
      return null;
    }
    String title = bare.substring(1, bare.length() - 1).strip();
    if (sections.putIfAbsent(title, new ArrayList<>()) != null) {
      problems.add(
          new Problem(
              false,
              name,
              number,
              bare,
              "the section stands already at line " + line(title) + "; both are read as one"));
    }
    sectionLines.putIfAbsent(title, number);
    return title;
  }

  private void setting(String section, String bare, int number) {
    int separator = separator(bare);
    if (separator < 1) {
      problems.add(new Problem(true, name, number, bare, "a setting is written keyword = value"));
      return;
    }
    String left = bare.substring(0, separator).strip();
    String value = bare.substring(separator + 1).strip();
    int at = left.indexOf('@');
    String keyword = at < 0 ? left : left.substring(0, at);
    String scope = at < 0 ? "" : left.substring(at + 1);
    Setting setting = new Setting(keyword, scope, value, number);
    List<Setting> settings = sections.get(section);
    settings.stream()
        .filter(other -> other.keyword().equals(keyword) && other.scope().equals(scope))
        .findFirst()
        .ifPresent(
            other ->
                problems.add(
                    Problem.warning(
                        name,
                        setting,
                        "stands already at line " + other.line() + "; this one counts")));
    settings.removeIf(other -> other.keyword().equals(keyword) && other.scope().equals(scope));
    settings.add(setting);
  }

  private boolean hasSetting(String section) {
    return section != null && !sections.get(section).isEmpty();
  }

  private void extend(String section, String bare) {
    List<Setting> settings = sections.get(section);
    Setting last = settings.remove(settings.size() - 1);
    settings.add(new Setting(last.keyword(), last.scope(), last.value() + ' ' + bare, last.line()));
  }

  private static int separator(String bare) {
    int equals = bare.indexOf('=');
    int colon = bare.indexOf(':');
    if (equals < 0 || colon < 0) {
      return Math.max(equals, colon);
    }
    return Math.min(equals, colon);
  }
}
