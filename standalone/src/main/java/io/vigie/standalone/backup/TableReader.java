package io.vigie.standalone.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.wire.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The file of a table back into a database. */
final class TableReader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MOST_ROWS = 2_000;
  private static final long MOST_CHARACTERS = 2_000_000;

  private final Connection connection;

  /**
   * @param connection without automatic commit
   */
  TableReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes the table and fills it.
   *
   * @return rows
   */
  long read(Manifest.TableFile table, Path folder) throws SQLException, IOException {
    Path file = table.in(folder);
    try (GZIPInputStream unpacked =
            new GZIPInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES), BUFFER_BYTES);
        JsonParser json = Json.MAPPER.getFactory().createParser(unpacked)) {
      json.nextToken();
      JsonNode head = Json.MAPPER.readTree(json);
      String create = head.path("create").asText();
      if (!create.startsWith("CREATE TABLE `" + table.table() + "` (")) {
        throw new IllegalArgumentException(
            file + " does not make the table " + table.table() + ": take another backup");
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(create);
      }
      return fill(json, table.table(), names(head), flags(head));
    }
  }

  private long fill(JsonParser json, String table, List<String> names, List<Boolean> binary)
      throws SQLException, IOException {
    String insert =
        "INSERT INTO `%s` (%s) VALUES (%s)"
            .formatted(
                table,
                names.stream().map(name -> '`' + name + '`').collect(Collectors.joining(",")),
                String.join(",", Collections.nCopies(names.size(), "?")));
    long rows = 0;
    int waiting = 0;
    long characters = 0;
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      while (json.nextToken() == JsonToken.START_ARRAY) {
        characters += bind(json, statement, binary);
        statement.addBatch();
        rows++;
        if (++waiting == MOST_ROWS || characters > MOST_CHARACTERS) {
          statement.executeBatch();
          connection.commit();
          waiting = 0;
          characters = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
      connection.commit();
    }
    return rows;
  }

  /**
   * @return how long the row is
   */
  private static long bind(JsonParser json, PreparedStatement statement, List<Boolean> binary)
      throws SQLException, IOException {
    long characters = 0;
    for (int i = 0; i < binary.size(); i++) {
      if (json.nextToken() == JsonToken.VALUE_NULL) {
        statement.setNull(i + 1, Types.VARCHAR);
      } else if (binary.get(i)) {
        statement.setBytes(i + 1, json.getBinaryValue());
      } else {
        statement.setString(i + 1, json.getText());
      }
      characters += json.getTextLength();
    }
    if (json.nextToken() != JsonToken.END_ARRAY) {
      throw new IOException("a row has more values than its table has columns");
    }
    return characters;
  }

  private static List<String> names(JsonNode head) {
    List<String> names = new ArrayList<>();
    head.path("columns").forEach(name -> names.add(name.asText().replace("`", "")));
    return names;
  }

  private static List<Boolean> flags(JsonNode head) {
    List<Boolean> flags = new ArrayList<>();
    head.path("binary").forEach(flag -> flags.add(flag.asBoolean()));
    return flags;
  }
}
