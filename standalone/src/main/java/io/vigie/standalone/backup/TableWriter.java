package io.vigie.standalone.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigie.contract.wire.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A table into a file: a line that says what it is, then a line a row, each an array. */
final class TableWriter {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FETCHED_ROWS = 1_000;

  private final Connection connection;

  /**
   * @param connection in the transaction whose snapshot is taken
   */
  TableWriter(Connection connection) {
    this.connection = connection;
  }

  /** A column that is stored: one that is computed computes itself. */
  private record Column(String name, boolean binary) {}

  Manifest.TableFile write(String table, Path folder) throws SQLException, IOException {
    Path file = new Manifest.TableFile(table, 0, 0, "").in(folder);
    try (FileChannel channel = PrivateFiles.create(file)) {
      DigestOutputStream digest =
          new DigestOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES),
              PrivateFiles.sha256());
      QuickGzip packed = new QuickGzip(digest);
      JsonGenerator json = Json.MAPPER.getFactory().createGenerator(packed);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      long rows = write(table, json);
      json.close();
      packed.finish();
      digest.flush();
      channel.force(true);
      return new Manifest.TableFile(
          table,
          rows,
          channel.size(),
          HexFormat.of().formatHex(digest.getMessageDigest().digest()));
    }
  }

  private long write(String table, JsonGenerator json) throws SQLException, IOException {
    List<Column> columns = columns(table);
    json.writeStartObject();
    json.writeStringField("table", table);
    json.writeStringField("create", create(table));
    json.writeArrayFieldStart("columns");
    for (Column column : columns) {
      json.writeString(column.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("binary");
    for (Column column : columns) {
      json.writeBoolean(column.binary());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    String names =
        columns.stream().map(column -> '`' + column.name() + '`').collect(Collectors.joining(","));
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      // streamed: the driver would else hold the whole table
      statement.setFetchSize(FETCHED_ROWS);
      try (ResultSet row = statement.executeQuery("SELECT " + names + " FROM `" + table + '`')) {
        while (row.next()) {
          write(row, columns, json);
          rows++;
        }
      }
    }
    return rows;
  }

  private static void write(ResultSet row, List<Column> columns, JsonGenerator json)
      throws SQLException, IOException {
    json.writeStartArray();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).binary()) {
        byte[] bytes = row.getBytes(i + 1);
        if (bytes == null) {
          json.writeNull();
        } else {
          json.writeBinary(bytes);
        }
      } else {
        json.writeString(row.getString(i + 1));
      }
    }
    json.writeEndArray();
    json.writeRaw('\n');
  }

  private List<Column> columns(String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT column_name, data_type LIKE '%blob' OR data_type LIKE '%binary'
            FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = ? AND is_generated = 'NEVER'
            ORDER BY ordinal_position
            """)) {
      query.setString(1, table);
      List<Column> columns = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.add(new Column(row.getString(1), row.getBoolean(2)));
        }
      }
      return columns;
    }
  }

  private String create(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CREATE TABLE `" + table + '`')) {
      row.next();
      return row.getString(2);
    }
  }

  /** Packing is the most of the work: the first level packs nearly as well in half the time. */
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
