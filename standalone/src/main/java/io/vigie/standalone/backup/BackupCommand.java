package io.vigie.standalone.backup;

import io.vigie.standalone.DatabaseOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigie backup}: a copy of the database. */
@Command(
    name = "backup",
    description = {
      "Copies the database into a folder, as it is at one moment; the collector may go on.",
      "Kafka is no part of it: what Kafka still has is recorded again after a restore."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class BackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Empty folder, or one to be made.")
  private Path folder;

  @Mixin private DatabaseOptions options = new DatabaseOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (DatabaseOptions.Opened opened = options.open()) {
      long begin = System.nanoTime();
      Manifest manifest = Backup.take(opened.database(), folder, file -> Progress.tell(out, file));
      out.println(
          "backup of %s, tables of version %d: %s in %s"
              .formatted(
                  manifest.made(), manifest.schema(), Progress.pace(manifest, begin), folder));
      out.flush();
    }
    return 0;
  }
}
