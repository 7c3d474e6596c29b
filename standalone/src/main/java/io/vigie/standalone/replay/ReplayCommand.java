package io.vigie.standalone.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.wire.Json;
import io.vigie.standalone.KafkaOptions;
import io.vigie.standalone.Within;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigie replay}: other rules of alerts, on what was recorded. */
@Command(
    name = "replay",
    description = {
      "Says which alerts other rules would have raised on the changes that were recorded, as a"
          + " difference from the rules in force. Reads Kafka only and changes nothing.",
      "FILE is a JSON list of rules with the fields of the console's rules; what a rule leaves out"
          + " is as by default, kinds that are not named keep the rule in force:",
      "  [{\"kind\": \"service-unavailable\", \"holdSeconds\": 60},",
      "   {\"kind\": \"service-misplaced\", \"disabled\": true}]"
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--rules", paramLabel = "FILE", required = true, description = "Other rules.")
  private Path rules;

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Alerts raised from then on: a date of UTC (2026-11-24, \"2026-11-24 09:51\") or how long"
              + " ago (-7d, -36h).")
  private String from = "-1d";

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "Alerts raised up to then; a date means all of it.")
  private String to = "now";

  @Option(
      names = "--lead",
      paramLabel = "D",
      description =
          "Read changes from so long before --from only (2d), instead of from the beginning:"
              + " quicker, but what did not change in that time is not known.")
  private String lead;

  @Option(names = "--data", paramLabel = "DIR", description = "Where the collector keeps all.")
  private Path data = Path.of("var/collector");

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "Differences that are told one by one, at most.")
  private int lines = 100;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json; json has all differences.")
  private Format format = Format.TEXT;

  private enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Within.check("--lines", lines, 0, 1_000_000);
    Window window = Window.of(from, to, lead, Instant.now());
    Map<AlertKind, AlertRule> file = RulesFile.read(rules);
    Outcome outcome;
    try (Reader reader = Reader.open(client())) {
      outcome = new Rerun(reader, window, file, new Progress(spec.commandLine().getErr())).run();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(Json.MAPPER.writeValueAsString(outcome));
    } else {
      new Report(out, rules.getFileName().toString(), lines).tell(outcome);
    }
    out.flush();
    return 0;
  }

  private Map<String, Object> client() {
    return kafka
        .client(data)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no broker runs on "
                        + data
                        + ": start the collector, or name its folder with --data or its Kafka with"
                        + " --kafka"));
  }
}
