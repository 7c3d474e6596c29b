package io.vigie.ingest.recorder;

import java.sql.SQLException;

/** Whose fault it is when MariaDB does not do what it was asked. */
enum Fault {
  /** A value it refuses: the record it came from is set aside. */
  ROW,
  /** Somebody else holds a lock for too long. */
  LOCK,
  /** The transaction was ended for the sake of another: the same again will do. */
  DEADLOCK,
  /** Anything else: away, full, read-only, another schema. Tried again until it works. */
  DATABASE;

  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK_FOUND = 1213;
  private static final int PACKET_TOO_LARGE = 1153;
  private static final int NO_PARTITION_FOR_VALUE = 1526;
  private static final int INCORRECT_VALUE = 1366;

  static Fault of(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        Fault fault = ofOne(sql);
        if (fault != DATABASE) {
          return fault;
        }
      }
    }
    return DATABASE;
  }

  private static Fault ofOne(SQLException e) {
    if (e.getErrorCode() == LOCK_WAIT_TIMEOUT) {
      return LOCK;
    }
    if (e.getErrorCode() == DEADLOCK_FOUND) {
      return DEADLOCK;
    }
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean data = state.startsWith("22") || state.startsWith("23");
    return data
            || e.getErrorCode() == PACKET_TOO_LARGE
            || e.getErrorCode() == NO_PARTITION_FOR_VALUE
            || e.getErrorCode() == INCORRECT_VALUE
        ? ROW
        : DATABASE;
  }
}
