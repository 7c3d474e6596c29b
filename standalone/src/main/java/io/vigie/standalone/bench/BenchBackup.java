package io.vigie.standalone.bench;

import io.vigie.contract.wire.Json;
import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.embedded.RecordedFleet;
import io.vigie.standalone.Within;
import io.vigie.standalone.backup.Backup;
import io.vigie.standalone.backup.Manifest;
import io.vigie.standalone.backup.Restore;
import io.vigie.store.Database;
import io.vigie.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie bench backup}: how long a full database takes there and back. */
@Command(
    name = "backup",
    description =
        "A backup of a full fleet and its restore. VIGIE_HEAP=128m shows that memory does not"
            + " grow with the tables.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchBackup implements Callable<Integer> {
  @Option(names = "--nodes", paramLabel = "N", description = "Nodes.")
  private int nodes = 10_000;

  @Option(names = "--actions", paramLabel = "N", description = "Actions.")
  private int actions = 1_000_000;

  @Override
  public Integer call() throws Exception {
    Within.check("--nodes", nodes, 20, 100_000);
    Within.check("--actions", actions, 100, 10_000_000);
    try (Scratch scratch = Scratch.make();
        EmbeddedMariaDb mariadb =
            EmbeddedMariaDb.start(
                scratch.resolve("mariadb"), 0, EmbeddedMariaDb.Durability.EACH_COMMIT)) {
      Database database = new Database(mariadb.jdbcUrl(), mariadb.user(), mariadb.password());
      Store.migrate(database);
      try (Connection connection = database.connect(0)) {
        RecordedFleet.fill(connection, nodes, actions);
      }
      System.out.println(
          Json.MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(measure(database, scratch.resolve("backup"))));
    }
    return 0;
  }

  private Map<String, Object> measure(Database database, Path backup) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("nodes", nodes);
    result.put("actions", actions);
    result.put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
    result.put("loadBefore", BenchLists.load());
    long begin = System.nanoTime();
    Manifest manifest = Backup.take(database, backup, table -> {});
    double seconds = (System.nanoTime() - begin) / 1e9;
    result.put("rows", manifest.rows());
    result.put("backupMB", manifest.bytes() / 1_000_000);
    result.put("backupSeconds", seconds);
    result.put("backupRowsPerSecond", Math.round(manifest.rows() / seconds));
    begin = System.nanoTime();
    Restore.of(backup).into(database, true, false, table -> {});
    seconds = (System.nanoTime() - begin) / 1e9;
    result.put("restoreSeconds", seconds);
    result.put("restoreRowsPerSecond", Math.round(manifest.rows() / seconds));
    return result;
  }
}
