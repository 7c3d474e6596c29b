package io.vigie.api.csv;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.filter.Field;
import io.vigie.api.list.Row;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Rows;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;

/** A list as CSV (RFC 4180), a piece at a time: a column for each of its fields, by their names. */
final class CsvText implements AutoCloseable {
  /** Between names that share a cell: no name of a person, group, node or service has it. */
  static final String BETWEEN = ";";

  /** Characters after which a piece ends with its line. */
  private static final int PIECE = 32_768;

  private final Rows<? extends Row> rows;
  private final List<String> names;
  private final StringBuilder text = new StringBuilder();
  private boolean begun;

  CsvText(RowTable<?> table, Rows<? extends Row> rows) {
    this.rows = rows;
    names = table.fields().all().stream().map(Field::name).toList();
  }

  /** UTF-8 of whole lines; empty after the last one. */
  Optional<byte[]> next() throws IOException, SQLException {
    text.setLength(0);
    if (!begun) {
      begun = true;
      CSVFormat.RFC4180.printRecord(text, names.toArray());
    }
    Optional<? extends Row> row = Optional.empty();
    while (text.length() < PIECE && (row = rows.next()).isPresent()) {
      JsonNode json = Json.MAPPER.valueToTree(row.get());
      CSVFormat.RFC4180.printRecord(text, names.stream().map(name -> cell(name, json)).toArray());
    }
    return text.isEmpty() && row.isEmpty()
        ? Optional.empty()
        : Optional.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String cell(String name, JsonNode row) {
    int dot = name.indexOf('.');
    JsonNode value =
        dot < 0 ? row.path(name) : row.path(name.substring(0, dot)).path(name.substring(dot + 1));
    if (value.isArray()) {
      return harmless(
          StreamSupport.stream(value.spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(BETWEEN)));
    }
    if (value.isBigDecimal()) {
      return value.decimalValue().toPlainString();
    }
    return value.isTextual() ? harmless(value.textValue()) : value.asText("");
  }

  // a spreadsheet takes text that begins so for a formula and works it out
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? '\'' + text : text;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
