package io.vigie.api.list;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Sql;
import io.vigie.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question as statements.
 *
 * @param list what its cursors are bound to
 */
record Plan(
    RowTable<?> table,
    List<Filter> filters,
    Sql filter,
    Sort sort,
    String list,
    Optional<Cursor> cursor) {

  /**
   * One row more than the page, to know whether there is a next one. First the ids alone, in order,
   * which an index can often answer, then their rows.
   */
  Sql page(int limit) {
    StringBuilder keys = new StringBuilder();
    StringBuilder order = new StringBuilder();
    String columns = table.columns();
    for (int i = 0; i < sort.keys().size(); i++) {
      Sort.Key key = sort.keys().get(i);
      keys.append(',').append(key.sql()).append(" AS k").append(i);
      order.append('k').append(i).append(key.down() ? " DESC," : ",");
      // what was counted for the order is not counted again for the row
      columns = key.sql().startsWith("(") ? columns.replace(key.sql(), "k" + i) : columns;
    }
    order.append("row_id").append(sort.idDown() ? " DESC" : "");
    Sql where = filter.and(cursor.map(c -> c.after(sort, table.id())).orElse(Sql.TRUE));
    List<Object> args = new ArrayList<>(where.args());
    args.add(limit + 1);
    String ids =
        "SELECT "
            + table.id()
            + " AS row_id"
            + keys
            + " FROM "
            + table.fromFor(where.text() + keys)
            + " WHERE "
            + where.text()
            + " ORDER BY "
            + order
            + " LIMIT ?";
    return new Sql(
        "SELECT page.*,"
            + columns
            + " FROM ("
            + ids
            + ") page STRAIGHT_JOIN "
            + table.from()
            + " ON "
            + table.id()
            + "=page.row_id"
            + table.beside()
            + " ORDER BY "
            + order,
        args);
  }

  /** Every row, in order. */
  Sql all() {
    return new Sql(
        "SELECT "
            + table.columns()
            + " FROM "
            + table.from()
            + table.beside()
            + " WHERE "
            + filter.text()
            + " ORDER BY "
            + sort.order(table.id()),
        filter.args());
  }

  /** The ids alone, in order, up to so many. */
  Sql ids(int most) {
    List<Object> args = new ArrayList<>(filter.args());
    args.add(most);
    String order = sort.order(table.id());
    return new Sql(
        "SELECT "
            + table.id()
            + " AS row_id FROM "
            + table.fromFor(filter.text() + order)
            + " WHERE "
            + filter.text()
            + " ORDER BY "
            + order
            + " LIMIT ?",
        args);
  }

  /** How many rows are counted at most: to look beside each costs more. */
  int mostCounted() {
    return from().equals(table.from()) ? 100_000 : 10_000;
  }

  private String from() {
    return table.fromFor(filter.text());
  }

  /** How many rows there are, up to one more than is counted. */
  Sql count() {
    List<Object> args = new ArrayList<>(filter.args());
    args.add(mostCounted() + 1);
    return new Sql(
        "SELECT COUNT(*) AS total FROM (SELECT 1 FROM "
            + from()
            + " WHERE "
            + filter.text()
            + " LIMIT ?) counted",
        args);
  }

  /**
   * The values of a field with how many rows have each, most rows first.
   *
   * @param most rows looked at, the first in the list's order; 0: every row
   */
  Sql values(Field field, int limit, int most) {
    String from = table.fromFor(filter.text() + field.present());
    List<Object> args = new ArrayList<>(filter.args());
    String bound = "";
    if (most > 0) {
      bound = " ORDER BY " + sort.order(table.id()) + " LIMIT ?";
      args.add(most);
    }
    args.add(limit);
    return new Sql(
        "SELECT value,COUNT(*) AS total FROM (SELECT "
            + field.present()
            + " AS value FROM "
            + from
            + " WHERE "
            + filter.text()
            + bound
            + ") counted GROUP BY value ORDER BY total DESC,value LIMIT ?",
        args);
  }
}
