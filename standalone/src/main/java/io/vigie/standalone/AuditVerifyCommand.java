package io.vigie.standalone;

import io.vigie.ingest.audit.Originals;
import io.vigie.ingest.audit.Verdict;
import io.vigie.ingest.audit.Verification;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigie audit verify}: whether the audit is as it was recorded. */
@Command(
    name = "verify",
    description = {
      "Makes every chain of the audit again from its records and says of each partition and day"
          + " whether it is as it was recorded, and which entry is the first that is not.",
      "Whoever can write the database can make all of it again: keep the heads elsewhere and"
          + " compare them. Exit code 0 when all is well, 1 when not."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class AuditVerifyCommand implements Callable<Integer> {
  /** Longest a statement over a big table may take. */
  private static final int PATIENCE_MILLIS = 600_000;

  @Spec private CommandSpec spec;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--from", paramLabel = "DAY", description = "First day, UTC: 2026-11-24.")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day, UTC.")
  private LocalDate to;

  @Override
  public Integer call() throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    Verification verification = new Verification(from, to);
    try (Connection connection = database.running().connect(PATIENCE_MILLIS);
        Originals originals = originals()) {
      Verification.Total total =
          verification.run(connection, originals, verdict -> out.println(line(verdict)));
      out.println(summary(total, originals != null));
      return total.bad() == 0 ? 0 : 1;
    }
  }

  /** Null when it is not known where Kafka is. */
  private Originals originals() {
    return kafka
        .client(database.external() ? null : database.data())
        .map(Originals::open)
        .orElse(null);
  }

  private static String line(Verdict verdict) {
    return "partition %-3d %-10s %8d entries  %-3s  %s%s"
        .formatted(
            verdict.part(),
            verdict.day() == null ? "-" : verdict.day(),
            verdict.entries(),
            verdict.bad().isPresent() ? "BAD" : "ok",
            verdict.head().isEmpty() ? "" : "head " + verdict.head(),
            verdict.bad().map(what -> "\n  " + what).orElse(""));
  }

  private static String summary(Verification.Total total, boolean compared) {
    String kafka =
        compared
            ? "%d of them are held against Kafka's own records".formatted(total.compared())
            : "not held against Kafka's own records: name it with --kafka";
    return total.bad() == 0
        ? "the audit is as it was recorded: %d days of partitions, %d entries; %s"
            .formatted(total.days(), total.entries(), kafka)
        : "THE AUDIT IS NOT AS IT WAS RECORDED: %d of %d days of partitions are bad; %d entries, %s"
            .formatted(total.bad(), total.days(), total.entries(), kafka);
  }
}
