package io.vigie.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** The schema that recorder and api share. */
public final class Store {
  /** What the pipeline derives, and how far it got: all of it can be made again from Kafka. */
  private static final List<String> DERIVED =
      List.of(
          "position",
          "pulse",
          "instance",
          "service",
          "service_config",
          "node",
          "node_inventory",
          "action",
          "action_line",
          "instance_span",
          "resource_span",
          "service_span",
          "node_span",
          "alert",
          "alert_change",
          "action_ack",
          "check_value",
          "sync_copy",
          "sync_run",
          "ticket",
          "ticket_line",
          "ticket_told",
          "ticket_step",
          "delivery",
          "delivery_ticket");

  private Store() {}

  /**
   * Brings the schema to this version. Several processes may call it at once: one works, the others
   * wait.
   *
   * @throws org.flywaydb.core.api.FlywayException when the database is away or its schema is not
   *     ours
   */
  public static void migrate(String jdbcUrl, String user, String password) {
    flyway(jdbcUrl, user, password).migrate();
  }

  private static Flyway flyway(String jdbcUrl, String user, String password) {
    return Flyway.configure(Store.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .locations("classpath:db/migration")
        .load();
  }

  public static void migrate(Database database) {
    migrate(database.url(), database.user(), database.password());
  }

  /**
   * Versions of the schema.
   *
   * @param there of the tables that are there; 0 for none
   * @param known newest that this program knows
   */
  public record Versions(int there, int known) {}

  /**
   * @throws org.flywaydb.core.api.FlywayException when the database is away
   */
  public static Versions versions(Database database) {
    MigrationInfoService info = flyway(database.url(), database.user(), database.password()).info();
    int known =
        Arrays.stream(info.all())
            .filter(migration -> migration.getState().isResolved())
            .mapToInt(Store::number)
            .max()
            .orElse(0);
    return new Versions(info.current() == null ? 0 : number(info.current()), known);
  }

  private static int number(MigrationInfo migration) {
    return migration.getVersion() == null
        ? 0
        : Integer.parseInt(migration.getVersion().getVersion());
  }

  /**
   * Empties every table the pipeline derives, positions included, so that a recorder begins again
   * where the topics begin: the present comes back wholly, history as far as the topics keep it.
   * Operators' data stay, and the audit, which reaches further back than its topic. No recorder may
   * run meanwhile.
   */
  public static void forgetDerived(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : DERIVED) {
        statement.execute("TRUNCATE TABLE `" + table + "`");
      }
    }
  }
}
