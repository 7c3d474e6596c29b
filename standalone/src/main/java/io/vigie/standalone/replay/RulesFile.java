package io.vigie.standalone.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules of alerts in a file: a JSON list of what {@code PUT /api/v1/alert-rules/{kind}} takes, each
 * with its kind.
 */
final class RulesFile {
  private static final long MOST_BYTES = 1_000_000;
  private static final String EXAMPLE =
      "[{\"kind\": \"service-unavailable\", \"holdSeconds\": 60}]";
  private static final List<String> FIELDS =
      List.of("kind", "disabled", "holdSeconds", "escalateSeconds", "production", "other");

  private final Path file;
  private final Map<AlertKind, AlertRule> rules = new LinkedHashMap<>();

  private RulesFile(Path file) {
    this.file = file;
  }

  /**
   * @return a rule for each kind that the file names
   * @throws IllegalArgumentException with file, line, field, value and rule
   */
  static Map<AlertKind, AlertRule> read(Path file) {
    RulesFile reading = new RulesFile(file);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            file + " has " + Files.size(file) + " bytes; rules need at most " + MOST_BYTES);
      }
      try (JsonParser json = Json.MAPPER.createParser(file.toFile())) {
        json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        reading.read(json);
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw reading.wrong(line, "this is not JSON: " + e.getOriginalMessage(), e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          file + " cannot be read: there is no such file; name one with --rules", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e, e);
    }
    return reading.rules;
  }

  private void read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw wrong(1, "rules are a JSON list, such as " + EXAMPLE, null);
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int line = json.currentTokenLocation().getLineNr();
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong(line, "a rule is an object; got " + shown(json.getText()), null);
      }
      AlertRule rule = rule(line, json.readValueAsTree());
      if (rules.put(rule.kind(), rule) != null) {
        throw wrong(line, "kind " + rule.kind().wire() + " has a rule already: leave one", null);
      }
    }
    if (json.nextToken() != null) {
      throw wrong(
          json.currentTokenLocation().getLineNr(), "something follows the list of rules", null);
    }
    if (rules.isEmpty()) {
      throw wrong(1, "the list names no rule: write one, such as " + EXAMPLE, null);
    }
  }

  private AlertRule rule(int line, JsonNode rule) {
    for (Iterator<String> names = rule.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw wrong(
            line, shown(name) + " is no field of a rule: " + String.join(", ", FIELDS), null);
      }
    }
    try {
      return new AlertRule(
          word(rule, "kind", AlertKind.values(), AlertKind::wire),
          flag(rule, "disabled"),
          number(rule, "holdSeconds"),
          number(rule, "escalateSeconds"),
          word(rule, "production", Severity.values(), Severity::wire),
          word(rule, "other", Severity.values(), Severity::wire));
    } catch (IllegalArgumentException e) {
      throw wrong(line, e.getMessage(), e);
    }
  }

  private static <W> W word(JsonNode rule, String field, W[] values, Function<W, String> wire) {
    JsonNode value = rule.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return Stream.of(values)
        .filter(each -> value.isTextual() && wire.apply(each).equals(value.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    field
                        + " is one of "
                        + Stream.of(values).map(wire).collect(Collectors.joining(", "))
                        + "; got "
                        + shown(value.toString())));
  }

  private static boolean flag(JsonNode rule, String field) {
    JsonNode value = rule.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new IllegalArgumentException(
          field + " is true or false; got " + shown(value.toString()));
    }
    return value.asBoolean();
  }

  private static Long number(JsonNode rule, String field) {
    JsonNode value = rule.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(
          field + " is a whole number of seconds; got " + shown(value.toString()));
    }
    return value.asLong();
  }

  private static String shown(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }

  private IllegalArgumentException wrong(int line, String what, Exception cause) {
    return new IllegalArgumentException(file + ", line " + line + ": " + what, cause);
  }
}
