package io.vigie.api.enrolment;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Columns;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A token that nodes join with, without the token itself.
 *
 * @param uses how many nodes may join with it
 * @param used how many did
 * @param known whether one may join by the name of a node that is known, and replace it
 * @param madeBy account
 */
record Enrolment(
    String name,
    String cluster,
    NodeNames names,
    int uses,
    int used,
    Instant expires,
    boolean known,
    String madeBy,
    Instant created) {
  private static final String SELECT =
      "SELECT name,cluster,names,uses,used,expires,known,made_by,created FROM enrolment ";

  static final Sql ALL = Sql.of(SELECT + "ORDER BY name");

  static Sql ofDigest(String digest) {
    return Sql.of(SELECT + "WHERE digest=?", digest);
  }

  static Enrolment read(Columns row) throws SQLException {
    return new Enrolment(
        row.text("name"),
        row.text("cluster"),
        new NodeNames(row.text("names")),
        (int) row.number("uses"),
        (int) row.number("used"),
        row.moment("expires"),
        row.flag("known"),
        row.text("made_by"),
        row.moment("created"));
  }
}
