package io.vigie.api.list;

import io.vigie.api.filter.Fields;
import io.vigie.api.filter.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * How rows of one kind lie in the database.
 *
 * @param resource last part of the list's address
 * @param from the table, with its alias
 * @param beside tables that add to a row and neither hide nor repeat one, as LEFT JOINs; may be
 *     empty
 * @param besideAliases of the tables beside
 * @param columns what {@code mapper} reads
 * @param id the expression that names a row
 * @param own the list's own order
 * @param ties the order of rows that a sort leaves equal, before their ids; both are turned round
 *     when the sort goes downwards, so that an index of all answers either way
 * @param seen of which rows a person sees, as {@link Row#scope} says of each
 */
public record RowTable<R extends Row>(
    String resource,
    String from,
    String beside,
    List<String> besideAliases,
    String columns,
    String id,
    Fields fields,
    List<Sort.Key> own,
    List<Sort.Key> ties,
    Function<Sight, Sql> seen,
    Mapper<R> mapper) {

  /** One that lies in one table. */
  public RowTable(
      String resource,
      String from,
      String columns,
      String id,
      Fields fields,
      List<Sort.Key> own,
      Function<Sight, Sql> seen,
      Mapper<R> mapper) {
    this(resource, from, "", List.of(), columns, id, fields, own, List.of(), seen, mapper);
  }

  /**
   * The tables that a piece of SQL speaks of: a join that is not needed keeps an index from
   * answering alone.
   */
  String fromFor(String sql) {
    boolean needed = besideAliases.stream().anyMatch(alias -> sql.contains(alias + "."));
    return needed ? from + beside : from;
  }

  /** Makes a row of the columns of one. */
  @FunctionalInterface
  public interface Mapper<R> {
    R read(Columns columns) throws SQLException;
  }
}
