package io.vigie.contract.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vigie.contract.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is sent to a channel: a JSON object with {@code {{field}}} in its texts. It is filled as a
 * tree and written then, so no value can break out of its place.
 */
public final class BodyTemplate {
  private static final int LONGEST = 8_000;
  private static final ObjectReader READER =
      Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([A-Za-z]*)\\s*}}");

  private final JsonNode root;

  private BodyTemplate(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws IllegalArgumentException saying where it is no JSON, or which field there is not
   */
  public static BodyTemplate parse(Channel kind, String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "body must have at most " + LONGEST + " characters; got " + text.length());
    }
    JsonNode root = tree(text);
    if (!root.isObject()) {
      throw new IllegalArgumentException("body must be a JSON object, {…}");
    }
    check(root, BodyField.of(kind));
    return new BodyTemplate(root);
  }

  private static JsonNode tree(String text) {
    try {
      return READER.readTree(text);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new IllegalArgumentException(
          "body is no JSON" + where + ": " + shorten(e.getOriginalMessage()), e);
    }
  }

  private static void check(JsonNode node, Set<BodyField> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (name.contains("{{")) {
                throw new IllegalArgumentException(
                    "body must have fields in values, not in names; got \"" + shorten(name) + '"');
              }
            });
    node.forEach(child -> check(child, known));
    if (node.isTextual()) {
      checkText(node.textValue(), known);
    }
  }

  private static void checkText(String text, Set<BodyField> known) {
    Matcher hole = HOLE.matcher(text);
    while (hole.find()) {
      BodyField field = BodyField.parse(hole.group(1));
      if (field == null || !known.contains(field)) {
        throw new IllegalArgumentException(
            "body has no field {{"
                + shorten(hole.group(1))
                + "}}; there are "
                + known.stream().map(BodyField::wire).collect(Collectors.joining(", ")));
      }
    }
    if (HOLE.matcher(text).replaceAll("").contains("{{")) {
      throw new IllegalArgumentException(
          "body must have fields like {{text}}; got \"" + shorten(text) + '"');
    }
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /**
   * @param values of fields; absent ones are empty
   * @return JSON
   */
  public String fill(Map<BodyField, String> values) {
    return filled(root, values).toString();
  }

  private static JsonNode filled(JsonNode node, Map<BodyField, String> values) {
    if (node.isTextual()) {
      return TextNode.valueOf(
          HOLE.matcher(node.textValue())
              .replaceAll(
                  hole ->
                      Matcher.quoteReplacement(
                          values.getOrDefault(BodyField.parse(hole.group(1)), ""))));
    }
    if (node.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(each -> filled.set(each.getKey(), filled(each.getValue(), values)));
      return filled;
    }
    if (node.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> filled.add(filled(each, values)));
      return filled;
    }
    return node;
  }
}
