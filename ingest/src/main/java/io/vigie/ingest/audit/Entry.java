package io.vigie.ingest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the columns of table audit say of a record, so that people can look for it. Made of the
 * record alone, the same way for ever: whoever changes a column is found out by making it again.
 *
 * @param act the word as it stands in the record, of a newer version too; {@link #UNREADABLE} when
 *     the record is no entry, which is recorded all the same
 * @param before JSON
 * @param after JSON
 * @param outcome the word as it stands in the record
 */
public record Entry(
    String entry,
    long at,
    String person,
    String role,
    String address,
    String act,
    String kind,
    String object,
    String before,
    String after,
    String outcome) {
  public static final String UNREADABLE = "unreadable";

  private static final int LONGEST_WORD = 40;

  /**
   * @param appended time of the record, which stands in for that of an unreadable entry
   */
  public static Entry of(byte[] value, long appended) {
    return EventCodec.decode(value) instanceof Decoded.Read read
            && read.envelope().data() instanceof AuditEntry entry
        ? of(entry, value)
        : new Entry("", appended, "", "", "", UNREADABLE, "", "", "{}", "{}", "");
  }

  private static Entry of(AuditEntry entry, byte[] value) {
    try {
      JsonNode data = Json.MAPPER.readTree(value).path("data");
      return new Entry(
          entry.id(),
          entry.at().toEpochMilli(),
          entry.person(),
          entry.role(),
          entry.address(),
          word(data.path("act")),
          entry.kind(),
          entry.object(),
          json(entry.before()),
          json(entry.after()),
          word(data.path("outcome")));
    } catch (IOException e) {
      throw new UncheckedIOException("an event that was read cannot be read", e);
    }
  }

  private static String word(JsonNode node) {
    String word = node.asText();
    return storable(word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD));
  }

  private static String json(Map<String, Object> fields) throws IOException {
    return storable(Json.MAPPER.writeValueAsString(fields));
  }

  /** Half of a surrogate pair becomes a question mark here, and not on its way to the table. */
  private static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** By name of column. */
  Map<String, Object> columns() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("entry", entry);
    columns.put("at", at);
    columns.put("person", person);
    columns.put("role", role);
    columns.put("address", address);
    columns.put("act", act);
    columns.put("kind", kind);
    columns.put("object", object);
    columns.put("before_json", before);
    columns.put("after_json", after);
    columns.put("outcome", outcome);
    return columns;
  }
}
