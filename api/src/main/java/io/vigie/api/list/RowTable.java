package io.vigie.api.list;

import io.vigie.api.filter.Fields;
import java.sql.SQLException;
import java.util.List;

/**
 * How rows of one kind lie in the database.
 *
 * @param resource last part of the list's address
 * @param from tables, with aliases
 * @param columns what {@code mapper} reads
 * @param id the expression that names a row
 * @param own the list's own order
 */
public record RowTable<R extends Row>(
    String resource,
    String from,
    String columns,
    String id,
    Fields fields,
    List<Sort.Key> own,
    Mapper<R> mapper) {

  /** Makes a row of the columns of one. */
  @FunctionalInterface
  public interface Mapper<R> {
    R read(Columns columns) throws SQLException;
  }
}
