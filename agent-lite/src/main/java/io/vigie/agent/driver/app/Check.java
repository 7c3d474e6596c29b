package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.COMMAND;
import static io.vigie.agent.config.Keyword.Form.WORDS;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Recent;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.availability.Availability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command that tells how an application is, by its exit code. */
final class Check {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  static final List<Keyword> KEYWORDS =
      List.of(
          Keyword.of("check", COMMAND, "tells by its exit code how the application is"),
          Keyword.of("retcodes", WORDS, "0:up, others down", "what exit codes mean: 0:up 3:down"),
          Keyword.of("check_timeout", TIMEOUT, "longest a check may take"),
          Keyword.of("check_interval", INTERVAL, "how old its last word may be"));

  private final List<String> argv;
  private final Map<Integer, Availability> codes;
  private final Duration timeout;
  private final AppCommands commands;
  private final CommandRunner runner;
  private final Recent<Observed> said;

  private Check(Keywords keywords, AppCommands commands, CommandRunner runner) {
    argv = keywords.argv("check");
    codes = keywords.read("retcodes", Map.of(), Check::codes);
    timeout = keywords.duration("check_timeout", TIMEOUT);
    said = new Recent<>(this::run, keywords.duration("check_interval", INTERVAL));
    this.commands = commands;
    this.runner = runner;
  }

  /** Null when the application has none. */
  static Check of(Keywords keywords, AppCommands commands, CommandRunner runner) {
    Check check = new Check(keywords, commands, runner);
    return check.argv.isEmpty() ? null : check;
  }

  private static Map<Integer, Availability> codes(String text) {
    String rule = "must be pairs such as 0:up 1:down 3:warn, of up, down, warn, n/a";
    Map<Integer, Availability> codes = new TreeMap<>();
    for (String pair : Values.words(text)) {
      int colon = pair.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(rule);
      }
      Availability status =
          switch (pair.substring(colon + 1)) {
            case "up" -> Availability.UP;
            case "down" -> Availability.DOWN;
            case "warn" -> Availability.WARN;
            case "n/a" -> Availability.NA;
            default -> throw new IllegalArgumentException(rule);
          };
      codes.put(Values.number(pair.substring(0, colon), 0), status);
    }
    return codes;
  }

  /** What it says now. */
  Observed look() throws StepFailed {
    return said.now();
  }

  /** What it said last, unless that is old. */
  Observed glance() throws StepFailed {
    return said.glance();
  }

  /** Longest it may take. */
  Duration patience() {
    return timeout;
  }

  void forget() {
    said.forget();
  }

  boolean isUp() {
    try {
      return look().status() == Availability.UP;
    } catch (StepFailed e) {
      // a check that hangs while the application comes up: asked again
      return false;
    }
  }

  private Observed run() throws StepFailed {
    CommandResult result = runner.run(commands.command(argv, runner).within(timeout));
    if (result.timedOut()) {
      throw new StepFailed("check: " + result.explain());
    }
    Observed usual = Observed.of(result.ok() ? Availability.UP : Availability.DOWN);
    if (codes.isEmpty()) {
      return usual;
    }
    Availability status = codes.get(result.exit());
    return status == null
        ? Observed.of(Availability.WARN).warning("check: " + result.explain())
        : Observed.of(status);
  }
}
