package io.vigie.notify.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What fills the {@code {holes}} of a template; {@code {hole|html}} and the other ways write it so
 * that a product takes it for words, whatever stands in it.
 */
final class Holes {
  private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)(?:\\|([a-z0-9]+))?}");

  /** An address, which stays one; or a sign by which Jira's markup begins or ends something. */
  private static final Pattern WIKI =
      Pattern.compile("(https?://[^\\s{}\\[\\]|!*\\\\]+)|([{}\\[\\]|!*_^~+])|(\\\\)");

  private static final Pattern CODE = Pattern.compile("\\[(/?code)", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> values;

  private Holes(Map<String, String> values) {
    this.values = values;
  }

  static Holes of(Map<String, String> values) {
    return new Holes(Map.copyOf(values));
  }

  /** With these too. */
  Holes and(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(more);
    return of(all);
  }

  /**
   * @throws IllegalStateException when a hole has nothing to fill it
   */
  String fill(String text) {
    return HOLE.matcher(text)
        .replaceAll(hole -> Matcher.quoteReplacement(value(hole.group(1), hole.group(2))));
  }

  /** Each value as a part of a path is written. */
  String path(String text) {
    return HOLE.matcher(text)
        .replaceAll(hole -> Matcher.quoteReplacement(encoded(value(hole.group(1), hole.group(2)))));
  }

  private String value(String name, String way) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("nothing fills {" + name + '}');
    }
    return way == null ? value : written(value, way);
  }

  private static String written(String value, String way) {
    return switch (way) {
      case "html" ->
          value
              .replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
              .replace("\n", "<br>");
      case "wiki" -> WIKI.matcher(value).replaceAll(Holes::plain);
      // between <pre> and </pre>, in Textile as in Markdown: no tag may begin
      case "pre" -> value.replace("<", "< ");
      // [code] is HTML to ServiceNow
      case "journal" -> CODE.matcher(value).replaceAll("[ $1");
      case "base64" -> Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
      default -> throw new IllegalStateException("nothing is written as " + way);
    };
  }

  private static String plain(MatchResult found) {
    if (found.group(1) != null) {
      return Matcher.quoteReplacement(found.group(1));
    }
    return found.group(2) != null ? Matcher.quoteReplacement("\\" + found.group(2)) : "&#92;";
  }

  /** Texts of it filled, all else as it is. */
  JsonNode fill(JsonNode body) {
    if (body.isTextual()) {
      return JsonNodeFactory.instance.textNode(fill(body.textValue()));
    }
    if (body.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      body.forEach(each -> filled.add(fill(each)));
      return filled;
    }
    if (body.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      body.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
      return filled;
    }
    return body;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
