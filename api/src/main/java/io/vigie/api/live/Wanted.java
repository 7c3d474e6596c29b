package io.vigie.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.table.Tables;
import io.vigie.contract.wire.Json;
import io.vigie.filter.FilterParser;
import io.vigie.filter.QueryException;
import io.vigie.filter.RowTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What somebody who listens wants to hear of: the rows of one list that its filters hold of. */
final class Wanted {
  /** Type of the events about a list's rows; others do not change live. */
  private static final Map<String, String> TYPES =
      Map.of(
          "instances", "instance",
          "services", "service",
          "nodes", "node",
          "actions", "action",
          "alerts", "alert",
          "tickets", "ticket",
          "syncs", "sync");

  private final String type;
  private final Fields fields;
  private final RowTest test;

  private Wanted(String type, Fields fields, RowTest test) {
    this.type = type;
    this.fields = fields;
    this.test = test;
  }

  /**
   * @param q as the list takes them
   * @throws QueryException when the list does not live, or does not take them
   */
  static Wanted of(String list, List<String> q) {
    String type = TYPES.get(list);
    if (type == null) {
      throw new QueryException(
          QueryException.Kind.PARAMETER,
          Map.of(),
          "list "
              + QueryException.shorten(list)
              + ": no list whose changes are told; those are instances, services, nodes, actions,"
              + " alerts, tickets, syncs");
    }
    Fields fields = Tables.of(list).fields();
    return new Wanted(type, fields, RowTest.of(FilterParser.parse(q), fields));
  }

  boolean isOfType(LiveEvent event) {
    return type.equals(event.type());
  }

  /**
   * The event as it is told; a row that the filters do not hold of, now or any more, as removed.
   *
   * @param told what the person gets of it while they hold
   * @param now milliseconds since 1970
   */
  String json(LiveEvent event, String told, long now) {
    JsonNode change = read(event.json());
    JsonNode row = change.path("row");
    if (test.holds(name -> value(fields.named(name), row), now)) {
      return told;
    }
    return Json.MAPPER
        .createObjectNode()
        .put("id", change.path("id").asText())
        .put("n", change.path("n").asLong())
        .put("removed", true)
        .toString();
  }

  private static JsonNode read(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that was written here cannot be read", e);
    }
  }

  /** As {@link io.vigie.filter.Values} wants it, of a row as it is told. */
  static Object value(Field field, JsonNode row) {
    JsonNode held = row;
    for (String part : field.name().split("\\.")) {
      held = held.path(part);
    }
    if (held.isMissingNode() || held.isNull()) {
      return null;
    }
    return switch (field.kind()) {
      case TEXT, WORD -> held.asText();
      case FLAG -> held.asBoolean();
      case NUMBER, SPAN -> held.asLong();
      case MOMENT -> Instant.parse(held.asText()).toEpochMilli();
      case NAMES -> Json.MAPPER.convertValue(held, List.class);
    };
  }
}
