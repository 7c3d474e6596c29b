package io.vigie.agent.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A question or an order. On the socket: one {@code name value} a line, an empty line ends it.
 *
 * @param service empty for all of them; for an acknowledgement also the id of an action
 * @param rids empty for all of them
 * @param json answer for machines
 * @param colour the asker reads on a terminal that shows colours
 * @param by who asks, as their shell says
 * @param comment why; empty where nothing asks for it
 * @param span for how long; empty likewise
 */
public record Request(
    Verb verb,
    String service,
    List<String> rids,
    boolean dryRun,
    boolean json,
    boolean colour,
    String by,
    String comment,
    String span) {
  private static final int MOST_LINES = 1_000;

  public Request {
    rids = List.copyOf(rids);
  }

  public Request(
      Verb verb,
      String service,
      List<String> rids,
      boolean dryRun,
      boolean json,
      boolean colour,
      String by) {
    this(verb, service, rids, dryRun, json, colour, by, "", "");
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("verb " + verb.word());
    lines.add("service " + oneLine(service));
    rids.forEach(rid -> lines.add("rid " + oneLine(rid)));
    lines.add("dry-run " + dryRun);
    lines.add("json " + json);
    lines.add("colour " + colour);
    lines.add("by " + oneLine(by));
    if (!comment.isEmpty()) {
      lines.add("comment " + oneLine(comment));
    }
    if (!span.isEmpty()) {
      lines.add("span " + oneLine(span));
    }
    lines.add("");
    return lines;
  }

  /**
   * @throws IllegalArgumentException when the lines are not a request
   */
  static Request of(List<String> lines) {
    if (lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("a request has at most " + MOST_LINES + " lines");
    }
    List<String> rids = new ArrayList<>();
    String verb = "";
    String service = "";
    String by = "";
    String comment = "";
    String span = "";
    boolean dryRun = false;
    boolean json = false;
    boolean colour = false;
    for (String line : lines) {
      int space = line.indexOf(' ');
      String value = space < 0 ? "" : line.substring(space + 1);
      switch (space < 0 ? line : line.substring(0, space)) {
        case "verb" -> verb = value;
        case "service" -> service = value;
        case "rid" -> rids.add(value);
        case "dry-run" -> dryRun = Boolean.parseBoolean(value);
        case "json" -> json = Boolean.parseBoolean(value);
        case "colour" -> colour = Boolean.parseBoolean(value);
        case "by" -> by = value;
        case "comment" -> comment = value;
        case "span" -> span = value;
        default -> throw new IllegalArgumentException("a request has no line \"" + line + '"');
      }
    }
    return new Request(Verb.parse(verb), service, rids, dryRun, json, colour, by, comment, span);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
