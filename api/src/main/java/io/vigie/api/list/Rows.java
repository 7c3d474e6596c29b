package io.vigie.api.list;

import io.vigie.api.filter.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * All rows of a list in its order, as one statement finds them at one moment. They are read as they
 * are taken and never all in memory. It holds a connection until it is closed; any thread may do
 * that.
 */
public final class Rows<R> implements AutoCloseable {
  /** Longest from the question to the last row, seconds. */
  public static final int LIMIT_SECONDS = 600;

  private static final int AT_ONCE = 1_000;

  private final Connection connection;
  private final RowTable.Mapper<R> mapper;
  private final ResultSet rows;
  private final Columns columns;
  private boolean closed;

  private Rows(Connection connection, RowTable.Mapper<R> mapper, ResultSet rows) {
    this.connection = connection;
    this.mapper = mapper;
    this.rows = rows;
    this.columns = new Columns(rows);
  }

  /** Closes the connection itself when the statement fails. */
  static <R> Rows<R> open(Connection connection, Sql sql, RowTable.Mapper<R> mapper)
      throws SQLException {
    try {
      PreparedStatement query = connection.prepareStatement(sql.text());
      query.closeOnCompletion();
      query.setQueryTimeout(LIMIT_SECONDS);
      query.setFetchSize(AT_ONCE);
      int place = 0;
      for (Object arg : sql.args()) {
        query.setObject(++place, arg);
      }
      return new Rows<>(connection, mapper, query.executeQuery());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * The next row; empty after the last one.
   *
   * @throws SQLException when the database fails or a row is not what the recorder writes
   * @throws IllegalStateException when it was closed before the last row
   */
  public synchronized Optional<R> next() throws SQLException {
    if (closed) {
      throw new IllegalStateException(
          "not all rows were taken in " + LIMIT_SECONDS + " s; the rest is given up");
    }
    return rows.next() ? Optional.of(mapper.read(columns)) : Optional.empty();
  }

  /** What the statement still finds is read and thrown away, so that its connection can be used. */
  @Override
  public synchronized void close() throws SQLException {
    if (!closed) {
      closed = true;
      try (connection;
          rows) {
        // both, whatever becomes of the other
      }
    }
  }
}
