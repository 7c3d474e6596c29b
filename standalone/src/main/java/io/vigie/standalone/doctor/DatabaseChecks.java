package io.vigie.standalone.doctor;

import io.vigie.ingest.audit.Verification;
import io.vigie.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the database can tell by itself. */
final class DatabaseChecks {
  private static final long SLOW_MILLIS = 500;
  private static final long LATE_SECONDS = 10;
  private static final long STOPPED_SECONDS = 60;
  private static final long CLOCK_MILLIS = 2_000;
  private static final long MANY_ACTS = 100;
  private static final String LOOK = "./vigie status names the part; start it, or look at its log";

  private final Tables tables;

  DatabaseChecks(Tables tables) {
    this.tables = tables;
  }

  /** The first: when this one fails the others have nothing to ask. */
  Check reachable() {
    return new Check("database", this::database);
  }

  List<Check> all() {
    return List.of(
        new Check("schema", this::schema),
        new Check("pulses", this::pulses),
        new Check("clock", this::clock),
        new Check("acts to hand on", this::outbox),
        new Check("audit", this::audit));
  }

  private List<Finding> database() throws SQLException {
    String version = tables.one("SELECT VERSION()", row -> row.getString(1));
    // the second time: the first one loads the driver
    long begin = System.nanoTime();
    tables.one("SELECT 1", row -> row.getInt(1));
    long millis = (System.nanoTime() - begin) / 1_000_000;
    double gb =
        tables.one(
            "SELECT COALESCE(SUM(data_length + index_length), 0) FROM information_schema.tables"
                + " WHERE table_schema = DATABASE()",
            row -> row.getDouble(1) / 1e9);
    String says =
        "%s, MariaDB %s, %.2f GB, answers in %d ms"
            .formatted(tables.database(), version, gb, millis);
    return List.of(
        millis <= SLOW_MILLIS
            ? Finding.ok("database", says)
            : Finding.warn(
                "database",
                says,
                "see what keeps it busy: SHOW FULL PROCESSLIST, its disk, its log"));
  }

  private List<Finding> schema() {
    Store.Versions versions = Store.versions(tables.database());
    String says = "version %d, this Vigie knows %d".formatted(versions.there(), versions.known());
    if (versions.there() == versions.known()) {
      return List.of(Finding.ok("schema", says));
    }
    return List.of(
        versions.there() > versions.known()
            ? Finding.fail("schema", says, "run the newer Vigie that made these tables")
            : Finding.fail("schema", says, "start the collector: it brings the tables up to date"));
  }

  /** How far behind the fleet the tables are. */
  private List<Finding> pulses() throws SQLException {
    return tables.one(
        "SELECT COUNT(*), COALESCE(MIN(appended), 0) FROM pulse",
        row -> {
          if (row.getLong(1) == 0) {
            return List.of(
                Finding.fail("pulses", "none was ever recorded", "start streams and ingest"));
          }
          long seconds = (System.currentTimeMillis() - row.getLong(2)) / 1_000;
          String says = "the tables are %d s behind the fleet".formatted(Math.max(0, seconds));
          if (seconds <= LATE_SECONDS) {
            return List.of(Finding.ok("pulses", says));
          }
          return List.of(
              seconds <= STOPPED_SECONDS
                  ? Finding.warn("pulses", says, LOOK)
                  : Finding.fail("pulses", says, LOOK));
        });
  }

  private List<Finding> clock() throws SQLException {
    List<Finding> found = new ArrayList<>();
    long before = System.currentTimeMillis();
    long there =
        tables.one("SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)", row -> row.getLong(1));
    long after = System.currentTimeMillis();
    long off = there < before ? before - there : Math.max(0, there - after);
    String says = "this machine and the database differ by %d ms".formatted(off);
    found.add(
        off <= CLOCK_MILLIS
            ? Finding.ok("clock", says)
            : Finding.warn("clock", says, "set both by NTP: chronyc tracking, timedatectl"));
    tables.one(
        "SELECT COUNT(*), COALESCE(MAX(ABS(skew_millis)), 0), COALESCE(MIN(id), '') FROM node"
            + " WHERE state = 'alive' AND ABS(skew_millis) > 10000",
        row -> {
          if (row.getLong(1) > 0) {
            found.add(
                Finding.warn(
                    "clock",
                    "%d nodes have a clock that is off, by up to %d s, one is %s"
                        .formatted(row.getLong(1), row.getLong(2) / 1_000, row.getString(3)),
                    "set their clocks by NTP: what they report is shown at the wrong time"));
          }
          return null;
        });
    return found;
  }

  private List<Finding> outbox() throws SQLException {
    return tables.one(
        "SELECT COUNT(DISTINCT n), IS_USED_LOCK(CONCAT(DATABASE(), '.outbox')) IS NOT NULL FROM outbox",
        row -> {
          long acts = row.getLong(1);
          boolean relayed = row.getBoolean(2);
          String name = "acts to hand on";
          if (!relayed) {
            return List.of(
                Finding.fail(
                    name,
                    acts + " acts of people wait, and no api hands them on to Kafka",
                    "start the api, or look at its log: it says why it cannot"));
          }
          return List.of(
              acts <= MANY_ACTS
                  ? Finding.ok(name, acts + " wait")
                  : Finding.warn(
                      name,
                      acts + " acts of people wait to be handed on to Kafka",
                      "look at the api's log and at vigie_outbox_failures_total"));
        });
  }

  private List<Finding> audit() throws SQLException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    List<Finding> found = new ArrayList<>();
    try (Connection connection = tables.connect()) {
      Verification.Total total =
          new Verification(today, today)
              .run(
                  connection,
                  null,
                  verdict ->
                      verdict
                          .bad()
                          .ifPresent(
                              what ->
                                  found.add(
                                      Finding.fail(
                                          "audit",
                                          "partition %d: %s".formatted(verdict.part(), what),
                                          "./vigie audit verify, then compare with heads that were"
                                              + " kept elsewhere: docs/security.md"))));
      if (found.isEmpty()) {
        found.add(
            Finding.ok("audit", "%d entries of today are as recorded".formatted(total.entries())));
      }
    }
    return found;
  }
}
