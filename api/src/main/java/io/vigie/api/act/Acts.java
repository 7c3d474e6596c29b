package io.vigie.api.act;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.list.Snapshots;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * The one way in which people change things. Acts are done one after the other, each whole or not
 * at all, with what it tells Kafka in the same transaction.
 */
@Singleton
public final class Acts {
  private static final String WAIT_AT_MOST = "SET SESSION innodb_lock_wait_timeout=5";

  private final DataSource database;
  private final Relay relay;
  private final ApplicationEventPublisher<Acted> done;

  Acts(DataSource database, Relay relay, ApplicationEventPublisher<Acted> done) {
    // plain connections: those of the injected one want a transaction of its framework
    this.database = DelegatingDataSource.unwrapDataSource(database);
    this.relay = relay;
    this.done = done;
  }

  /** What an act does. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * @throws RuntimeException when it must not be: nothing of it is kept
     */
    T run(Act act) throws SQLException;
  }

  /**
   * @throws HttpStatusException 503 when the database is away or busy for too long
   */
  public <T> T run(Actor actor, Work<T> work) {
    return runIf(actor, work, answer -> true);
  }

  /** Does it all, answers what came of it, and keeps it when that is as it should be. */
  public <T> T runIf(Actor actor, Work<T> work, Predicate<T> good) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T answer = work.run(begin(connection, actor));
        if (good.test(answer)) {
          connection.commit();
          relay.wake();
          done.publishEvent(new Acted());
        }
        return answer;
      } finally {
        // after a commit nothing is left to undo
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Snapshots.problem(e);
    }
  }

  /** The row's lock comes first: what is read after it shows every act before this one. */
  static Act begin(Connection connection, Actor actor) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(WAIT_AT_MOST);
      statement.execute("UPDATE act_number SET last=last+1 WHERE one=1");
      try (ResultSet row =
          statement.executeQuery("SELECT incarnation, last FROM act_number WHERE one=1")) {
        row.next();
        return new Act(connection, actor, row.getString(1), row.getLong(2));
      }
    }
  }
}
