package io.vigie.agent.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A service file whose sections {@code DEFAULT} and {@code env} are filled in; the comment above a
 * keyword says what it is. A keyword of {@code env} without a value must be given one.
 *
 * @param name as people call it
 */
public record Template(String name, String text) {
  /** Those that come with the agent. */
  public static final List<String> NAMES =
      List.of(
          "db",
          "directory",
          "dns",
          "files",
          "lxc",
          "mail",
          "nfs",
          "postgresql",
          "proxy",
          "tomcat",
          "web");

  private static final String DEFAULT = "DEFAULT";
  private static final String ENV = "env";
  private static final int LONGEST_FILE = 1 << 20;
  private static final int LONGEST_VALUE = 1_000;
  private static final Pattern SECTION = Pattern.compile("\\[([^\\]]+)]");
  private static final Pattern SETTING = Pattern.compile("([\\w.-]+)\\s*=\\s*(.*)");

  /**
   * @param name one of {@link #NAMES}, or the path of a file
   * @throws IllegalArgumentException when there is none
   */
  public static Template of(String name) throws IOException {
    if (name.contains("/")) {
      Path file = Path.of(name);
      if (Files.size(file) > LONGEST_FILE) {
        throw new IllegalArgumentException("template " + name + " has more than 1 MiB");
      }
      return new Template(name, Files.readString(file));
    }
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "there is no template \"%s\"; there are %s, and files by their path (./%s)"
              .formatted(name, String.join(", ", NAMES), name));
    }
    return own(name);
  }

  private static Template own(String name) {
    try (InputStream in = Template.class.getResourceAsStream("/templates/" + name + ".conf")) {
      return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("template " + name, e);
    }
  }

  /** Its first line, for a person. */
  public String what() {
    return text.lines().findFirst().orElse("").replaceFirst("^#\\s*", "");
  }

  public List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    walk(
        (section, keyword, value, comment) ->
            questions.add(
                new Question(keyword, comment, value, section.equals(ENV) && value.isEmpty())));
    return questions;
  }

  /**
   * The service file.
   *
   * @throws IllegalArgumentException naming a value that nobody asked for or that is missing
   */
  public String filled(Map<String, String> values) {
    Map<String, String> left = new TreeMap<>(values);
    Map<String, String> lines = new LinkedHashMap<>();
    List<Question> missing = new ArrayList<>();
    for (Question each : questions()) {
      String value = left.containsKey(each.name()) ? checked(each.name(), left) : each.otherwise();
      left.remove(each.name());
      if (each.required() && value.isEmpty()) {
        missing.add(each);
      }
      lines.put(each.name(), value);
    }
    if (!left.isEmpty() || !missing.isEmpty()) {
      throw new IllegalArgumentException(complaint(left, missing));
    }
    return written(lines);
  }

  private static String checked(String name, Map<String, String> values) {
    String value = values.get(name).strip();
    if (value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          name + " must be one line of at most " + LONGEST_VALUE + " characters");
    }
    return value;
  }

  private String complaint(Map<String, String> left, List<Question> missing) {
    String wrong =
        left.isEmpty()
            ? "it needs "
                + missing.stream().map(Question::name).collect(Collectors.joining(" and "))
            : "it does not ask for " + String.join(", ", left.keySet());
    String all = questions().stream().map(Question::shown).collect(Collectors.joining("\n  "));
    return "template %s: %s; --set NAME=VALUE says\n  %s".formatted(name, wrong, all);
  }

  private String written(Map<String, String> lines) {
    StringBuilder out = new StringBuilder();
    String section = "";
    for (String line : text.split("\n")) {
      Matcher title = SECTION.matcher(line.strip());
      section = title.matches() ? title.group(1) : section;
      Matcher setting = SETTING.matcher(line);
      boolean asked = isAsked(section) && setting.matches() && lines.containsKey(setting.group(1));
      String value = asked ? lines.get(setting.group(1)) : "";
      out.append(asked ? (setting.group(1) + " = " + value).stripTrailing() : line).append('\n');
    }
    return out.toString();
  }

  private static boolean isAsked(String section) {
    return section.equals(DEFAULT) || section.equals(ENV);
  }

  private interface Each {
    void setting(String section, String keyword, String value, String comment);
  }

  private void walk(Each each) {
    String section = "";
    String comment = "";
    for (String line : text.split("\n")) {
      Matcher title = SECTION.matcher(line.strip());
      Matcher setting = SETTING.matcher(line);
      if (title.matches()) {
        section = title.group(1);
      } else if (line.startsWith("#")) {
        comment = line.substring(1).strip();
        continue;
      } else if (isAsked(section) && setting.matches()) {
        each.setting(section, setting.group(1), setting.group(2).strip(), comment);
      }
      comment = "";
    }
  }
}
