package io.vigie.api.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.check.Decimal;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.wire.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** The columns of the row a query stands at, by name. */
public final class Columns {
  private static final TypeReference<TreeMap<ResourceGroup, Availability>> BADGES =
      new TypeReference<>() {};

  private final ResultSet rows;

  public Columns(ResultSet rows) {
    this.rows = rows;
  }

  /** Never null. */
  public String text(String column) throws SQLException {
    String value = rows.getString(column);
    return value == null ? "" : value;
  }

  public String textOrNull(String column) throws SQLException {
    return rows.getString(column);
  }

  public long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  public Long numberOrNull(String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }

  /** Without zeros at its end; null when the column is. */
  public BigDecimal decimal(String column) throws SQLException {
    BigDecimal value = rows.getBigDecimal(column);
    return value == null ? null : Decimal.of(column, value);
  }

  public boolean flag(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  /** Null when the column is. */
  public Instant moment(String column) throws SQLException {
    long millis = rows.getLong(column);
    return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  /** The day of a moment, {@code 2027-03-31}; empty when the column is null. */
  public String day(String column) throws SQLException {
    Instant moment = moment(column);
    return moment == null ? "" : LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
  }

  /** Column {@code badges}: availability by group of resources. */
  public Map<ResourceGroup, Availability> badges() throws SQLException {
    return json("badges", BADGES);
  }

  public <T> T json(String column, TypeReference<T> type) throws SQLException {
    try {
      return Json.MAPPER.readValue(rows.getString(column), type);
    } catch (JsonProcessingException e) {
      throw new SQLException("column " + column + " does not hold what the recorder writes", e);
    }
  }
}
