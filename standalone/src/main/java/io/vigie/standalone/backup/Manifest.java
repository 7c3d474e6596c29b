package io.vigie.standalone.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a backup holds. Written last: a folder without one holds no backup.
 *
 * @param format of the files
 * @param made ISO 8601, UTC: the moment all rows are of
 * @param schema version of the tables
 * @param server version of MariaDB
 */
public record Manifest(int format, String made, int schema, String server, List<TableFile> tables) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";

  /** Names of tables become names of files, and of tables again. */
  private static final String TABLE = "[a-z0-9_]{1,60}";

  /**
   * The rows of a table.
   *
   * @param sha256 of the file, hexadecimal
   */
  public record TableFile(String table, long rows, long bytes, String sha256) {
    Path in(Path folder) {
      return folder.resolve(table + ".jsonl.gz");
    }
  }

  boolean olderThan(Duration age) {
    return Instant.parse(made).isBefore(Instant.now().minus(age));
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(TableFile::rows).sum();
  }

  public long bytes() {
    return tables.stream().mapToLong(TableFile::bytes).sum();
  }

  /**
   * @throws IllegalArgumentException when the folder holds no whole backup
   */
  public static Manifest read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          folder
              + " holds no whole backup, for it has no "
              + NAME
              + ": it is no folder of a backup, or that backup was interrupted; name another");
    }
    try {
      Manifest manifest = Json.MAPPER.readValue(Files.readString(file), Manifest.class);
      manifest.check(file);
      return manifest;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + " is no manifest of a backup: take another backup", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void check(Path file) {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "%s has format %d; this Vigie reads %d: restore it with the Vigie that made it"
              .formatted(file, format, FORMAT));
    }
    for (TableFile each : tables) {
      if (!each.table().matches(TABLE)) {
        throw new IllegalArgumentException(
            file + " names the table \"" + each.table() + "\", which is none: do not use it");
      }
    }
  }
}
