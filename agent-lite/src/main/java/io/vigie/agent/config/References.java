package io.vigie.agent.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what a value refers to: {@code {nodename}}, {@code {section.keyword}}, {@code
 * {env.name}}, {@code {keyword}} of the same section or of {@code DEFAULT}, {@code {nodes[0]}} the
 * first word of one, {@code {#nodes}} how many it has, {@code {upper:name}}. Then it works out its
 * {@code $(arithmetic)}.
 */
final class References {
  private static final int DEEPEST = 10;
  private static final int MOST = 1000;
  private static final int LONGEST = 64 << 10;
  private static final Pattern REFERENCE =
      Pattern.compile("(#?)(?:([a-z]+):)?([A-Za-z_][\\w.#-]*)(?:\\[(-?\\d{1,6})])?");

  private final Scoped scoped;
  private final Setting origin;
  private int filled;

  private References(Scoped scoped, Setting origin) {
    this.scoped = scoped;
    this.origin = origin;
  }

  /**
   * @throws ConfigException when a reference stands for nothing, or leads back to itself
   */
  static String fill(Scoped scoped, String section, Setting setting) throws ConfigException {
    if (setting.value().indexOf('{') < 0 && !setting.value().contains("$(")) {
      return setting.value();
    }
    return new References(scoped, setting).value(section, setting.value(), 0);
  }

  private String value(String section, String text, int depth) throws ConfigException {
    if (depth > DEEPEST) {
      throw wrong("references go round in a circle");
    }
    try {
      return Arithmetic.in(filled(section, text, depth));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String filled(String section, String text, int depth) throws ConfigException {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int open;
    while ((open = text.indexOf('{', from)) >= 0) {
      int close = closing(text, open);
      if (close < 0) {
        break;
      }
      if (++filled > MOST) {
        throw wrong("has more than " + MOST + " references");
      }
      // what stands in it may refer to something itself, such as the index of a list
      String inner = filled(section, text.substring(open + 1, close), depth);
      out.append(text, from, open);
      Matcher matcher = REFERENCE.matcher(inner);
      // ${HOME} is the shell's
      boolean shell = open > 0 && text.charAt(open - 1) == '$' && inner.indexOf('.') < 0;
      out.append(matcher.matches() && !shell ? one(section, matcher, depth) : '{' + inner + '}');
      if (out.length() > LONGEST) {
        throw wrong("grows beyond " + LONGEST + " characters");
      }
      from = close + 1;
    }
    return out.append(text.substring(from)).toString();
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private String one(String section, Matcher reference, int depth) throws ConfigException {
    String value = lookUp(section, reference, depth);
    if (!reference.group(1).isEmpty()) {
      return Integer.toString(Values.words(value).size());
    }
    if (reference.group(4) != null) {
      List<String> words = Values.words(value);
      int index = Integer.parseInt(reference.group(4));
      int place = index < 0 ? words.size() + index : index;
      value = place >= 0 && place < words.size() ? words.get(place) : "";
    }
    return reference.group(2) == null ? value : changed(reference.group(2), value);
  }

  private String lookUp(String section, Matcher reference, int depth) throws ConfigException {
    String name = reference.group(3).toLowerCase(Locale.ROOT);
    Scoped.Found found =
        scoped
            .refer(section, name)
            .orElseThrow(
                () ->
                    wrong(
                        "{"
                            + reference.group()
                            + "} stands for nothing here; there are "
                            + String.join(", ", scoped.names())
                            + ", {section.keyword} and {env.name}"));
    String value = value(found.section(), found.value(), depth + 1);
    if (Secrets.names(name)) {
      scoped.secret(value);
    }
    return value;
  }

  private String changed(String how, String value) throws ConfigException {
    return switch (how) {
      case "upper" -> value.toUpperCase(Locale.ROOT);
      case "lower" -> value.toLowerCase(Locale.ROOT);
      case "capitalize" -> capital(value);
      case "title" -> title(value);
      case "swapcase" -> swapped(value);
      default ->
          throw wrong(
              "\"" + how + ":\" must be one of upper:, lower:, capitalize:, title:, swapcase:");
    };
  }

  private static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    return Pattern.compile("\\p{L}+").matcher(text).replaceAll(word -> capital(word.group()));
  }

  private static String swapped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return out.toString();
  }

  private ConfigException wrong(String rule) {
    return new ConfigException(List.of(Problem.error(scoped.file().name(), origin, rule)));
  }
}
