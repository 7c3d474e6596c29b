package io.vigie.api.node;

import io.vigie.api.list.Columns;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the tables know of nodes. */
@Singleton
public final class NodeReader {
  static final String FROM = "node d LEFT JOIN node_inventory v ON v.id=d.id";

  private final DataSource database;

  public NodeReader(DataSource database) {
    this.database = database;
  }

  /**
   * What rows of these nodes show beside their health; a node without inventory and instances is
   * left out.
   *
   * @param ids {@code cluster/node}, up to some hundreds
   */
  public Map<String, NodeExtras> extras(Collection<String> ids) throws SQLException {
    List<String> wanted = List.copyOf(ids);
    Map<String, NodeExtras> found = new HashMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    String places = String.join(",", Collections.nCopies(wanted.size(), "?"));
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT d.id,"
                    + NodeExtras.COLUMNS
                    + " FROM "
                    + FROM
                    + " WHERE d.id IN ("
                    + places
                    + ")")) {
      for (int i = 0; i < wanted.size(); i++) {
        query.setString(i + 1, wanted.get(i));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString("id"), NodeExtras.read(new Columns(rows)));
        }
      }
    }
    return found;
  }
}
