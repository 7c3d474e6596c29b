package io.vigie.standalone.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Snapshots;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.embedded.RecordedFleet;
import io.vigie.standalone.Within;
import io.vigie.store.Database;
import io.vigie.store.Store;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie bench lists}: how long the lists take with the fleet at its full size. */
@Command(
    name = "lists",
    description =
        "Lists of a full fleet, five instances on each node: the server's time for a page, by"
            + " filter and sort, beside the same rows read by their ids; then the facets, and all"
            + " actions as CSV from a server with a small heap.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchLists implements Callable<Integer> {
  @Option(names = "--nodes", paramLabel = "N", description = "Nodes.")
  private int nodes = 10_000;

  @Option(names = "--actions", paramLabel = "N", description = "Actions.")
  private int actions = 1_000_000;

  @Option(names = "--times", paramLabel = "N", description = "Times each question is asked.")
  private int times = 100;

  @Option(names = "--heap", paramLabel = "MIB", description = "Heap of the server of the CSV.")
  private int heapMiB = 128;

  @Override
  public Integer call() throws Exception {
    Within.check("--nodes", nodes, 20, 100_000);
    Within.check("--actions", actions, 100, 10_000_000);
    Within.check("--times", times, 1, 10_000);
    Within.check("--heap", heapMiB, 32, 2_048);
    try (Scratch scratch = Scratch.make();
        EmbeddedMariaDb mariadb =
            EmbeddedMariaDb.start(
                scratch.resolve("mariadb"), 0, EmbeddedMariaDb.Durability.EACH_SECOND)) {
      Database database = new Database(mariadb.jdbcUrl(), mariadb.user(), mariadb.password());
      Store.migrate(database);
      try (Connection connection = database.connect(0)) {
        RecordedFleet.fill(connection, nodes, actions);
      }
      System.out.println(
          Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(all(database, mariadb, scratch.folder())));
    }
    return 0;
  }

  private Map<String, Object> all(Database database, EmbeddedMariaDb mariadb, Path folder)
      throws Exception {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("nodes", nodes);
    result.put("instances", nodes * 5);
    result.put("actions", actions);
    result.put("times", times);
    result.put("loadBefore", load());
    result.putAll(pages(database));
    result.put("csv", CsvDownload.of(database, mariadb.passwordFile(), folder, heapMiB, "actions"));
    result.put("loadAfter", load());
    return result;
  }

  private Map<String, Object> pages(Database database) throws SQLException {
    try (HikariDataSource pool = new HikariDataSource();
        Connection plain = database.connect()) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.user());
      pool.setPassword(database.password());
      Snapshots snapshots = new Snapshots(pool);
      return new ListQuestions(new Lists(snapshots), snapshots, plain, times).ask();
    }
  }

  /** Of the last minute: a figure of a busy machine is worth little. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
