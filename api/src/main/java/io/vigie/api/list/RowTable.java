package io.vigie.api.list;

import io.vigie.api.filter.Fields;
import io.vigie.api.filter.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How rows of one kind lie in the database.
 *
 * @param resource last part of the list's address
 * @param from the table, with its alias
 * @param besides tables that add to a row
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
    List<Beside> besides,
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
    this(resource, from, List.of(), columns, id, fields, own, List.of(), seen, mapper);
  }

  /**
   * The tables that a piece of SQL speaks of: a join that is not needed keeps an index from
   * answering alone.
   */
  String fromFor(String sql) {
    return from + joins(besides.stream().filter(each -> speaksOf(sql, each.alias())));
  }

  /** The table with all those beside. */
  public String joined() {
    return from + beside();
  }

  /** All the tables beside, as joins. */
  public String beside() {
    return joins(besides.stream());
  }

  private static String joins(Stream<Beside> besides) {
    return besides.map(each -> ' ' + each.join()).collect(Collectors.joining());
  }

  private static boolean speaksOf(String sql, String alias) {
    return Pattern.compile("\\b" + alias + "\\.").matcher(sql).find();
  }

  /** Makes of the columns of one what this person sees of it. */
  @SuppressWarnings("unchecked") // a row shows itself as one of its own kind
  Mapper<R> mapper(Sight sight) {
    return columns -> (R) mapper.read(columns).shownTo(sight);
  }

  /** Makes a row of the columns of one. */
  @FunctionalInterface
  public interface Mapper<R> {
    R read(Columns columns) throws SQLException;
  }
}
