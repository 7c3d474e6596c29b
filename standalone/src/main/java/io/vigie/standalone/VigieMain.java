package io.vigie.standalone;

import io.vigie.standalone.backup.BackupCommand;
import io.vigie.standalone.backup.RestoreCommand;
import io.vigie.standalone.bench.BenchCommand;
import io.vigie.standalone.demo.DemoCommand;
import io.vigie.standalone.doctor.DoctorCommand;
import io.vigie.standalone.lab.LabCommand;
import io.vigie.standalone.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./vigie} runs. */
@Command(
    name = "vigie",
    description = "Supervises highly available services on thousands of nodes.",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      TopicsCommand.class,
      AuditCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ReplayCommand.class,
      BenchCommand.class,
      LabCommand.class
    },
    mixinStandardHelpOptions = true)
public final class VigieMain {
  private VigieMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Exit code: 0 done, 1 it did not work and says why, 2 the command line is wrong. */
  public static int run(String... args) {
    return new CommandLine(new VigieMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("vigie: " + Failure.inWords(failure));
              return 1;
            })
        .execute(args);
  }
}
