package io.vigie.api.list;

import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.embedded.RecordedFleet;
import java.sql.Connection;
import java.sql.SQLException;

/** The lab's database with a fleet in it. */
public final class Landscape {
  private Landscape() {}

  /** In the place of all that was recorded: see {@link RecordedFleet#fill}. */
  public static void make(int nodes, int actions) {
    TestDatabase.forget();
    try (Connection connection = Lab.get().database().connect(0)) {
      RecordedFleet.fill(connection, nodes, actions);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
