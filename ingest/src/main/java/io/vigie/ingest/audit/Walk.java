package io.vigie.ingest.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Follows the chain of one partition and says of each row what is wrong with it. Behind a wrong one
 * it goes on from what stands there, so that one wrong entry does not make all later ones wrong.
 */
final class Walk {
  private final Connection connection;
  private Link before;
  private Link head;

  /**
   * @param head the link behind which the walk begins; it is taken as it is
   */
  Walk(Connection connection, Link head) {
    this.connection = connection;
    this.head = head;
  }

  Link head() {
    return head;
  }

  /**
   * @param following the row behind it, or null
   * @return which entry is wrong, and how; null when this one is as it was recorded
   */
  String step(Row row, Row following) throws SQLException {
    String wrong = wrong(row, following);
    before = head;
    head = row.link();
    return wrong;
  }

  private String wrong(Row row, Row following) throws SQLException {
    Link link = row.link();
    if (link.n() != head.n() + 1) {
      return "entries %d-%d to %d-%d: cut out, they are not there"
          .formatted(link.part(), head.n() + 1, link.part(), link.n() - 1);
    }
    if (!link.prev().equals(head.hash())) {
      return outOfPlace(row, following);
    }
    if (!link.intact()) {
      return goesOn(following, head)
          ? row.name() + ": inserted, the entry behind it was linked to the one before it"
          : row.name() + ": changed, its record or its place does not give its hash";
    }
    if (!link.day().equals(head.dayOfNext(link.appended()))) {
      return row.name()
          + ": changed, column day has %s, its time says %s"
              .formatted(link.day(), head.dayOfNext(link.appended()));
    }
    String difference = row.difference();
    return difference == null ? null : row.name() + ": changed, " + difference;
  }

  /** Its hash before is not that of the entry before. */
  private String outOfPlace(Row row, Row following) throws SQLException {
    Link link = row.link();
    if (before != null && link.prev().equals(before.hash())) {
      return link.intact() || goesOn(following, link) && !goesOn(following, head)
          ? "entry %s: inserted, entry %s was linked to the one before it"
              .formatted(head.id(), link.id())
          : row.name() + ": inserted, it is linked to the entry before the one before it";
    }
    if (link.withPrev(head.hash()).intact()) {
      return row.name() + ": changed, column prev is not the hash of the entry before";
    }
    if (link.intact()) {
      return "entry %s: changed, with its hash: entry %s was linked to another"
          .formatted(head.id(), link.id());
    }
    if (isThere(link.part(), link.prev())) {
      return row.name() + ": re-ordered, what it was linked to stands elsewhere";
    }
    return goesOn(following, head)
        ? row.name() + ": inserted, the entry behind it was linked to the one before it"
        : row.name() + ": cut out before it, what it was linked to is not there";
  }

  /** Whether the row behind is linked to that one. */
  private static boolean goesOn(Row following, Link from) {
    return following != null && following.link().prev().equals(from.hash());
  }

  private boolean isThere(int part, String hash) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM audit WHERE part=? AND hash=? LIMIT 1")) {
      query.setInt(1, part);
      query.setString(2, hash);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }
}
