package io.vigie.agent.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An INI file: {@code [section]}, {@code keyword = value} or {@code keyword: value}, lines that
 * begin with a blank continue the value above, {@code #} and {@code ;} begin comments.
 */
final class IniFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int MOST_LINES = 10_000;

  private final String name;
  private final Map<String, Map<String, Setting>> sections = new LinkedHashMap<>();
  private final Map<String, Integer> sectionLines = new LinkedHashMap<>();
  private final Map<String, String> formerTitles = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final boolean commentsBehindValues;

  /** What a line that begins with a blank goes on with. */
  private Setting last;

  /** Without a section. */
  IniFile(String name) {
    this.name = name;
    // what read files of that name ended a value where a blank and a semicolon stand
    commentsBehindValues = name.endsWith(Generation.ENV);
  }

  static IniFile parse(String name, String text) {
    IniFile file = new IniFile(name);
    String section = null;
    // below a section line that is wrong nothing is told twice
    boolean lost = false;
    int number = 0;
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    for (String line : (marked ? text.substring(1) : text).split("\n", -1)) {
      number++;
      if (number > MOST_LINES) {
        String rule = "is the first of too many lines: a file has " + MOST_LINES + " at most";
        file.problems.add(new Problem(true, name, number, "", rule));
        return file;
      }
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
  Collection<Setting> settings(String section) {
    return sections.getOrDefault(section, Map.of()).values();
  }

  /** The one of exactly that scope. */
  Optional<Setting> setting(String section, String keyword, String scope) {
    return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key(keyword, scope)));
  }

  private static String key(String keyword, String scope) {
    return keyword + '@' + scope;
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

  /**
   * A section, unless it is there, for what is made of another file.
   *
   * @param former its title there
   */
  void add(String section, String former, int line) {
    sections.putIfAbsent(section, new LinkedHashMap<>());
    sectionLines.putIfAbsent(section, line);
    formerTitles.put(former.toLowerCase(Locale.ROOT), section);
  }

  /**
   * The title of the section that a reference means.
   *
   * @param title in lower case, today's or that of before
   */
  String called(String title) {
    return formerTitles.getOrDefault(title, title);
  }

  /** A setting of a section that is there, in place of one of the same scope. */
  void add(String section, Setting setting) {
    sections.get(section).put(key(setting.keyword(), setting.scope()), setting);
  }

  private String section(String bare, int number) {
    int close = bare.indexOf(']');
    String behind = close < 0 ? "" : bare.substring(close + 1).strip();
    boolean comment = behind.isEmpty() || behind.charAt(0) == '#' || behind.charAt(0) == ';';
    if (close < 2 || !comment) {
      problems.add(new Problem(true, name, number, bare, "a section is written [name]"));
      return null;
    }
    String title = bare.substring(1, close).strip();
    if (sections.putIfAbsent(title, new LinkedHashMap<>()) != null) {
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
    if (separator < 1 || bare.charAt(0) == '@') {
      problems.add(new Problem(true, name, number, bare, "a setting is written keyword = value"));
      return;
    }
    String left = bare.substring(0, separator).strip();
    String value = value(bare.substring(separator + 1));
    int at = left.indexOf('@');
    String keyword = (at < 0 ? left : left.substring(0, at)).toLowerCase(Locale.ROOT);
    String scope = at < 0 ? "" : left.substring(at + 1);
    Setting setting = new Setting(keyword, scope, value, number);
    // behind the others: the line below may go on with it
    Setting other = sections.get(section).remove(key(keyword, scope));
    if (other != null) {
      String rule = "stands already at line " + other.line() + "; this one counts";
      problems.add(Problem.warning(name, setting, rule));
    }
    add(section, setting);
    last = setting;
  }

  private String value(String text) {
    if (commentsBehindValues) {
      for (int at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
        if (at == 0 || Character.isWhitespace(text.charAt(at - 1))) {
          return text.substring(0, at).strip();
        }
      }
    }
    return text.strip();
  }

  private boolean hasSetting(String section) {
    return section != null && !sections.get(section).isEmpty();
  }

  private void extend(String section, String bare) {
    last = last.with(last.value() + ' ' + bare);
    add(section, last);
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
