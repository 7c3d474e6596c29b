package io.vigie.standalone.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.wire.Json;
import io.vigie.standalone.DatabaseOptions;
import io.vigie.standalone.KafkaOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigie doctor}: what is wrong, and what to do. */
@Command(
    name = "doctor",
    description =
        "Looks at everything a collector needs and says what is wrong and what to do about it."
            + " Exit code 0 when all is well, 1 with warnings, 2 when something fails.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--url", paramLabel = "URL", description = "Address of the console.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json.")
  private Format format = Format.TEXT;

  private enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Finding> found =
        new Doctor(
                // both elsewhere: no folder of this machine need have anything
                database.external() && kafka.external()
                    ? Optional.empty()
                    : Optional.of(database.data()),
                database.known(),
                kafka.client(database.data()),
                Optional.ofNullable(kafka.config()),
                url)
            .look();
    Level worst = found.stream().map(Finding::level).max(Level::compareTo).orElse(Level.OK);
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(Json.MAPPER.writeValueAsString(Map.of("status", worst, "checks", found)));
    } else {
      found.forEach(each -> tell(out, each));
      out.println(summary(found));
    }
    out.flush();
    return worst.exit();
  }

  private static void tell(PrintWriter out, Finding finding) {
    String level = finding.level() == Level.UNKNOWN ? "?" : finding.level().toString();
    out.printf("%-4s  %-16s %s%n", level, finding.check(), finding.says());
    if (!finding.next().isEmpty()) {
      out.printf("%-22s → %s%n", "", finding.next());
    }
  }

  private static String summary(List<Finding> found) {
    long fails = found.stream().filter(each -> each.level() == Level.FAIL).count();
    long warns = found.stream().filter(each -> each.level() == Level.WARN).count();
    return fails + warns == 0 ? "all is well" : fails + " failures, " + warns + " warnings";
  }
}
