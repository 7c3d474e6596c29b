package io.vigie.ingest.gateway;

import io.vigie.contract.id.NodeId;
import io.vigie.ingest.Outage;
import io.vigie.store.Database;
import io.vigie.store.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks who speaks. What the database said of a node is believed for {@link #BELIEVED}, and as
 * long as the database is away: reports do not wait for MariaDB. One thread asks it, so that a
 * stranger's guesses take no other thread.
 */
final class NodeTokens implements AutoCloseable {
  static final Duration BELIEVED = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(NodeTokens.class);
  private static final int SOCKET_TIMEOUT_MILLIS = 3_000;

  /** After a failure nobody waits for the database again before this. */
  private static final Duration RETRY = Duration.ofSeconds(2);

  private static final String QUERY = "SELECT digest FROM node_token WHERE node=?";

  /** What came of a check. */
  enum Verdict {
    GOOD,
    UNKNOWN,
    /** The database is away and the node was not seen before. */
    UNDECIDED
  }

  private record Known(String digest, long readNanos) {
    boolean fresh(Duration believed) {
      return System.nanoTime() - readNanos < believed.toNanos();
    }
  }

  private static final int MOST_WAITING = 1_000;

  private final Database database;
  private final Duration believed;
  private final Outage outage;
  private final Map<NodeId, Known> known = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor asking =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> new Thread(task, "gateway-tokens"));
  private Connection connection;
  private volatile long failedNanos = System.nanoTime() - RETRY.toNanos();

  /**
   * @param believed how long what the database said counts while it answers
   */
  NodeTokens(Database database, Duration believed, Outage outage) {
    this.believed = believed;
    this.database = database;
    this.outage = outage;
  }

  CompletableFuture<Verdict> check(NodeId node, String token) {
    String digest = Digest.of(token);
    Known last = known.get(node);
    boolean same = last != null && Digest.same(last.digest(), digest);
    if (same && (last.fresh(believed) || awayOfLate())) {
      return CompletableFuture.completedFuture(Verdict.GOOD);
    }
    try {
      return CompletableFuture.supplyAsync(() -> ask(node, digest, same), asking);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Verdict.UNDECIDED);
    }
  }

  private Verdict ask(NodeId node, String digest, boolean wasGood) {
    try {
      return read(node).filter(kept -> Digest.same(kept, digest)).isPresent()
          ? Verdict.GOOD
          : Verdict.UNKNOWN;
    } catch (SQLException e) {
      return wasGood ? Verdict.GOOD : Verdict.UNDECIDED;
    }
  }

  private boolean awayOfLate() {
    return System.nanoTime() - failedNanos < RETRY.toNanos();
  }

  private Optional<String> read(NodeId node) throws SQLException {
    if (awayOfLate()) {
      throw new SQLException("the database was away a moment ago");
    }
    try {
      if (connection == null) {
        connection = database.connect(SOCKET_TIMEOUT_MILLIS);
      }
      Optional<String> digest = query(node);
      digest.ifPresentOrElse(
          kept -> known.put(node, new Known(kept, System.nanoTime())), () -> known.remove(node));
      outage.over();
      return digest;
    } catch (SQLException e) {
      failedNanos = System.nanoTime();
      outage.goesOn(e.getMessage());
      disconnect();
      throw e;
    }
  }

  private Optional<String> query(NodeId node) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, node.toString());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.atDebug().setCause(e).log("a connection that failed did not close well");
      }
      connection = null;
    }
  }

  @Override
  public void close() {
    asking.execute(this::disconnect);
    asking.shutdown();
  }
}
