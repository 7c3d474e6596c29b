package io.vigie.agent.command;

import io.vigie.agent.action.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A question or an order. On the socket: one {@code name value} a line, an empty line ends it.
 *
 * @param service empty for all of them; for an acknowledgement also the id of an action
 * @param options what an action is told, each with its values; those without a value have none
 * @param json answer for machines
 * @param colour the asker reads on a terminal that shows colours
 * @param by who asks, as their shell says
 * @param comment why; empty where nothing asks for it
 * @param span for how long; empty likewise
 * @param shutdown the machine goes down: no person means anything by it
 */
public record Request(
    Verb verb,
    String service,
    Map<Option, List<String>> options,
    boolean json,
    boolean colour,
    String by,
    String comment,
    String span,
    boolean shutdown) {
  private static final int MOST_LINES = 1_000;

  public Request {
    Map<Option, List<String>> copy = new EnumMap<>(Option.class);
    copy.putAll(options);
    options = Collections.unmodifiableMap(copy);
  }

  public Request(
      Verb verb,
      String service,
      Map<Option, List<String>> options,
      boolean json,
      boolean colour,
      String by) {
    this(verb, service, options, json, colour, by, "", "");
  }

  public Request(
      Verb verb,
      String service,
      Map<Option, List<String>> options,
      boolean json,
      boolean colour,
      String by,
      String comment,
      String span) {
    this(verb, service, options, json, colour, by, comment, span, false);
  }

  /** The same, asked because the machine goes down. */
  public Request atShutdown() {
    return new Request(verb, service, options, json, colour, by, comment, span, true);
  }

  public boolean has(Option option) {
    return options.containsKey(option);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("verb " + verb.word());
    lines.add("service " + oneLine(service));
    options.forEach((option, values) -> lines.addAll(lines(option, values)));
    lines.add("json " + json);
    lines.add("colour " + colour);
    lines.add("by " + oneLine(by));
    if (!comment.isEmpty()) {
      lines.add("comment " + oneLine(comment));
    }
    if (!span.isEmpty()) {
      lines.add("span " + oneLine(span));
    }
    if (shutdown) {
      lines.add("shutdown true");
    }
    lines.add("");
    return lines;
  }

  private static List<String> lines(Option option, List<String> values) {
    return option.label().isEmpty()
        ? List.of(option.word() + " true")
        : values.stream().map(each -> option.word() + ' ' + oneLine(each)).toList();
  }

  /**
   * @throws IllegalArgumentException when the lines are not a request
   */
  static Request of(List<String> lines) {
    if (lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("a request has at most " + MOST_LINES + " lines");
    }
    Map<Option, List<String>> options = new EnumMap<>(Option.class);
    String verb = "";
    String service = "";
    String by = "";
    String comment = "";
    String span = "";
    boolean shutdown = false;
    boolean json = false;
    boolean colour = false;
    for (String line : lines) {
      int space = line.indexOf(' ');
      String value = space < 0 ? "" : line.substring(space + 1);
      switch (space < 0 ? line : line.substring(0, space)) {
        case "verb" -> verb = value;
        case "service" -> service = value;
        case "json" -> json = Boolean.parseBoolean(value);
        case "colour" -> colour = Boolean.parseBoolean(value);
        case "by" -> by = value;
        case "comment" -> comment = value;
        case "span" -> span = value;
        case "shutdown" -> shutdown = Boolean.parseBoolean(value);
        default -> addOption(options, line, value);
      }
    }
    return new Request(
        Verb.parse(verb), service, options, json, colour, by, comment, span, shutdown);
  }

  private static void addOption(Map<Option, List<String>> options, String line, String value) {
    for (Option each : Option.values()) {
      if (line.equals(each.word() + ' ' + value)) {
        // earlier commands say also what they do not want
        if (!each.label().isEmpty() || !value.equals("false")) {
          options.computeIfAbsent(each, key -> new ArrayList<>());
        }
        if (!each.label().isEmpty()) {
          options.get(each).add(value);
        }
        return;
      }
    }
    throw new IllegalArgumentException("a request has no line \"" + line + '"');
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
