package io.vigie.standalone.backup;

import io.vigie.contract.topic.Topic;
import io.vigie.standalone.DatabaseOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigie restore}: a backup back into the database. */
@Command(
    name = "restore",
    description = {
      "Puts a backup back into a database that nobody uses, once every file of it was found to be"
          + " as it was written; tables of an older version are brought up to date.",
      "At the next start the collector records again what Kafka has had since."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class RestoreCommand implements Callable<Integer> {
  /** Older changes of a key are compacted away behind its last one. */
  private static final Duration HISTORY =
      Duration.ofMillis(
          Long.parseLong(Topic.INSTANCE_HEALTH.settings().get("min.compaction.lag.ms")));

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder of the backup.")
  private Path folder;

  @Option(names = "--replace", description = "Drops what is in the database first.")
  private boolean replace;

  @Option(
      names = "--new-kafka",
      description =
          "Kafka was lost as well: states, actions and their history, which go with it, are left"
              + " out; people, what they answer for, what they did, views and tokens come back.")
  private boolean newKafka;

  @Mixin private DatabaseOptions options = new DatabaseOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Restore restore = Restore.of(folder);
    long begin;
    try (DatabaseOptions.Opened opened = options.alone()) {
      begin = System.nanoTime();
      restore.into(opened.database(), replace, newKafka, file -> Progress.tell(out, file));
    }
    out.println(
        "restored the backup of %s: %s"
            .formatted(restore.manifest().made(), Progress.pace(restore.manifest(), begin)));
    if (restore.manifest().olderThan(HISTORY)) {
      out.printf(
          "it is older than the %d days for which Kafka keeps every change: what began and ended"
              + " between the backup and then is lost, and no part can notice%n",
          HISTORY.toDays());
    }
    out.println(
        "start the collector: it records again what Kafka has had since, then look at"
            + " ./vigie doctor");
    out.flush();
    return 0;
  }
}
