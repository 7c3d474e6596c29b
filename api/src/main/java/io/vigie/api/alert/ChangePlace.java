package io.vigie.api.alert;

import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;

/**
 * A transition among those of its alert: {@code 1790000000250.7}.
 *
 * @param at milliseconds since 1970
 */
record ChangePlace(long at, long n) {
  static ChangePlace of(ChangeRow change) {
    return new ChangePlace(change.at().toEpochMilli(), change.n());
  }

  /** Null for null. */
  static ChangePlace parse(String text) {
    if (text == null) {
      return null;
    }
    int dot = text.indexOf('.');
    try {
      return new ChangePlace(
          Long.parseLong(text.substring(0, Math.max(dot, 0))),
          Long.parseLong(text.substring(dot + 1)));
    } catch (NumberFormatException e) {
      throw Refusal.wrong("before is next of the answer before; ask without it for the newest");
    }
  }

  Sql older() {
    return Sql.of("(at<? OR (at=? AND n<?))", at, at, n);
  }

  @Override
  public String toString() {
    return at + "." + n;
  }
}
