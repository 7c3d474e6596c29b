package io.vigie.ingest.recorder;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.wire.Json;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/** Puts values one after the other: the order of the columns is the order of the calls. */
final class Values {
  private final PreparedStatement statement;
  private int column;

  Values(PreparedStatement statement) {
    this.statement = statement;
  }

  Values text(String value) throws SQLException {
    statement.setString(++column, value);
    return this;
  }

  Values number(long value) throws SQLException {
    statement.setLong(++column, value);
    return this;
  }

  /** Null for none. */
  Values numberOrNull(Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++column, Types.BIGINT);
      return this;
    }
    return number(value);
  }

  /** Null for none. */
  Values decimal(BigDecimal value) throws SQLException {
    statement.setBigDecimal(++column, value);
    return this;
  }

  Values bytes(byte[] value) throws SQLException {
    statement.setBytes(++column, value);
    return this;
  }

  Values flag(boolean value) throws SQLException {
    statement.setBoolean(++column, value);
    return this;
  }

  /** Milliseconds since 1970. */
  Values moment(Instant value) throws SQLException {
    return numberOrNull(value == null ? null : (Long) value.toEpochMilli());
  }

  Values json(Object value) throws SQLException {
    try {
      return text(Json.MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that was read cannot be written", e);
    }
  }

  Values when(Spans.When when) throws SQLException {
    return number(when.since())
        .number(when.until())
        .number(when.knownFrom())
        .number(when.knownUntil());
  }
}
