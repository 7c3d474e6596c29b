package io.vigie.api.list;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.filter.Sql;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the database, each time as it is at one moment. Writes nothing. */
@Singleton
public final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final int STATEMENT_TIMEOUT = 1969;
  private static final int REGEXP_ERROR = 1139;

  private final DataSource database;

  public Snapshots(DataSource database) {
    // plain connections: those of the injected one want a transaction of its framework
    this.database = DelegatingDataSource.unwrapDataSource(database);
  }

  /** What is read at one moment. */
  @FunctionalInterface
  public interface Work<T> {
    T read(Snapshot snapshot) throws SQLException;
  }

  /**
   * @throws HttpStatusException 503 when the database is away or a statement takes too long; 400
   *     when it does not take a pattern
   */
  public <T> T read(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (Statement statement = connection.createStatement()) {
        statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        try {
          return work.read(new Snapshot(connection));
        } finally {
          statement.execute("ROLLBACK");
        }
      }
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  /**
   * All rows of a query, however many.
   *
   * @throws HttpStatusException as {@link #read}
   */
  <R> Rows<R> stream(Sql sql, RowTable.Mapper<R> mapper) {
    try {
      return Rows.open(database.getConnection(), sql, mapper);
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  /** What a failure of the database is to whoever asked. */
  public static RuntimeException problem(SQLException e) {
    if (e.getErrorCode() == STATEMENT_TIMEOUT) {
      return new HttpStatusException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "the answer took longer than "
              + Snapshot.LIMIT_SECONDS
              + " s and was given up; add a filter or another sort");
    }
    if (e.getErrorCode() == REGEXP_ERROR) {
      return new HttpStatusException(
          HttpStatus.BAD_REQUEST, "a pattern of the filter is not one that the database takes");
    }
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("08") || e instanceof SQLTransientConnectionException) {
      LOG.atWarn().addKeyValue("state", state).setCause(e).log("the database does not answer");
      return new HttpStatusException(
          HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer; try again in a moment");
    }
    return new IllegalStateException("a query failed: " + e.getMessage(), e);
  }
}
