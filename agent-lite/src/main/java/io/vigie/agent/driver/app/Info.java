package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.COMMAND;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Recent;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import io.vigie.contract.availability.Availability;
import java.time.Duration;
import java.util.List;

/**
 * What an application tells of itself while it is up: first lines of a command, shown beside its
 * state.
 */
final class Info {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int MOST = 10;

  static final Keyword KEYWORD =
      Keyword.of("info", COMMAND, "tells of it while it is up, once a minute: ten lines are shown");

  private final List<String> argv;
  private final AppCommands commands;
  private final CommandRunner runner;
  private final Recent<List<String>> said = new Recent<>(this::run, INTERVAL);

  private Info(List<String> argv, AppCommands commands, CommandRunner runner) {
    this.argv = argv;
    this.commands = commands;
    this.runner = runner;
  }

  static Info of(Keywords keywords, AppCommands commands, CommandRunner runner) {
    return new Info(keywords.argv("info"), commands, runner);
  }

  /** What was seen, and what it tells: for a glance, as who acts must not wait for it. */
  Observed beside(Observed seen) throws StepFailed {
    if (argv.isEmpty() || seen.status() != Availability.UP) {
      return seen;
    }
    Observed all = seen;
    for (String line : said.glance()) {
      all = all.info(line);
    }
    return all;
  }

  /** Longest it may take. */
  Duration patience() {
    return argv.isEmpty() ? Duration.ZERO : TIMEOUT;
  }

  // an application that cannot tell of itself is not worse for it
  private List<String> run() throws StepFailed {
    CommandResult result = runner.run(commands.command(argv, runner).within(TIMEOUT));
    if (!result.ok()) {
      return List.of("info: " + result.explain());
    }
    return result.lines().stream()
        .filter(line -> !line.error())
        .map(OutputLine::text)
        .limit(MOST)
        .toList();
  }
}
