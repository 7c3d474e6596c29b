package io.vigie.api.act;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.AuditOutcome;
import io.vigie.contract.event.Event;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One act of a person while it is done: what it reads, what it changes and what it tells Kafka, all
 * in one transaction.
 */
public final class Act {
  static final String SOURCE = "collector/api";

  private final Connection connection;
  private final Snapshot snapshot;
  private final Actor actor;
  private final String incarnation;
  private final long n;
  private final Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private int items;

  Act(Connection connection, Actor actor, String incarnation, long n) {
    this.connection = connection;
    this.snapshot = new Snapshot(connection);
    this.actor = actor;
    this.incarnation = incarnation;
    this.n = n;
  }

  /** Its number: greater than that of every act before it. */
  public long n() {
    return n;
  }

  /** The tables as every act before this one left them, with what this one changed. */
  public Snapshot tables() {
    return snapshot;
  }

  public <T> Optional<T> one(Sql sql, RowTable.Mapper<T> mapper) throws SQLException {
    return snapshot.one(sql, mapper);
  }

  public <T> List<T> all(Sql sql, RowTable.Mapper<T> mapper) throws SQLException {
    return snapshot.all(sql, mapper);
  }

  /**
   * @return rows changed
   */
  public int update(String sql, Object... args) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < args.length; i++) {
        statement.setObject(i + 1, args[i]);
      }
      return statement.executeUpdate();
    }
  }

  /**
   * A part that is kept or not by itself.
   *
   * @throws RuntimeException as the part did: nothing of it is kept
   */
  public <T> T part(Acts.Work<T> part) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return part.run(this);
    } catch (SQLException | RuntimeException e) {
      connection.rollback(before);
      throw e;
    }
  }

  /** What is so from now on. */
  public void tell(Event policy) throws SQLException {
    put(policy.type().topic(), policy.key(), policy.anchor(), encode(policy));
  }

  /**
   * What was told under that key is so no more.
   *
   * @param key as {@link Event#key()} of the policy has it
   */
  public void gone(String key) throws SQLException {
    put(Topic.POLICY, key, key, null);
  }

  /** What is to be done by whoever reads the commands. */
  public void order(Event command) throws SQLException {
    put(command.type().topic(), command.key(), command.anchor(), encode(command));
  }

  /** For the audit, what was done; of what was refused see {@link #refused}. */
  public void note(
      AuditAct act,
      String kind,
      String object,
      Map<String, Object> before,
      Map<String, Object> after)
      throws SQLException {
    note(act, kind, object, before, after, AuditOutcome.OK);
  }

  /** For the audit, what was tried and refused. */
  public void refused(AuditAct act, String kind, String object) throws SQLException {
    note(act, kind, object, Map.of(), Map.of(), AuditOutcome.REFUSED);
  }

  private void note(
      AuditAct act,
      String kind,
      String object,
      Map<String, Object> before,
      Map<String, Object> after,
      AuditOutcome outcome)
      throws SQLException {
    AuditEntry entry =
        new AuditEntry(
            UuidCreator.getTimeOrderedEpoch(at).toString(),
            at,
            actor.person(),
            actor.role(),
            actor.address(),
            act,
            kind,
            object,
            before,
            after,
            outcome);
    put(Topic.AUDIT, entry.key(), entry.anchor(), encode(entry));
  }

  private String encode(Event event) {
    String id = incarnation + '.' + n + '.' + items;
    return new String(
        EventCodec.encode(new Envelope<>(id, SOURCE, at, event)), StandardCharsets.UTF_8);
  }

  private void put(Topic topic, String key, String anchor, String value) throws SQLException {
    update(
        "INSERT INTO outbox (n,item,topic,id,anchor,value) VALUES (?,?,?,?,?,?)",
        n,
        items++,
        topic.wire(),
        key,
        anchor,
        value);
  }
}
