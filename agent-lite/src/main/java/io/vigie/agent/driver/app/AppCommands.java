package io.vigie.agent.driver.app;

import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.Secrets;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How commands of an application are run.
 *
 * @param user null for the agent's own
 * @param group null for the user's first
 * @param directory null for {@code /}
 */
record AppCommands(
    String user, String group, Path directory, Map<String, String> environment, AppPlace place) {
  static final Set<String> KEYWORDS =
      Set.of(
          "start",
          "stop",
          "check",
          "user",
          "group",
          "cwd",
          "environment",
          "check_timeout",
          "check_interval",
          "retcodes");

  private static final int GROUP = 3;
  private static final int HOME = 5;

  static AppCommands of(Keywords keywords, AppPlace place) {
    return new AppCommands(
        keywords.text("user", null),
        keywords.text("group", null),
        keywords.read("cwd", null, Values::path),
        keywords.read("environment", Map.of(), Values::variables),
        place);
  }

  /**
   * @throws StepFailed when there is no such user
   */
  Command command(List<String> argv, CommandRunner runner) throws StepFailed {
    List<String> words = new ArrayList<>();
    Map<String, String> variables = new TreeMap<>();
    if (user != null && !user.equals(System.getProperty("user.name"))) {
      String[] entry = account(runner);
      String first = group == null ? entry[GROUP] : group;
      // setpriv becomes the program; su and runuser stay as its parent
      words.addAll(List.of("setpriv", "--reuid", user, "--regid", first, "--init-groups", "--"));
      variables.putAll(Map.of("USER", user, "LOGNAME", user, "HOME", entry[HOME]));
    }
    words.addAll(argv);
    variables.putAll(environment);
    variables.put(AppPlace.MARK, place.base().toString());
    return Command.of(words).with(variables).in(directory).hiding(secrets());
  }

  private String[] account(CommandRunner runner) throws StepFailed {
    CommandResult result = runner.run(Command.of("getent", "passwd", user));
    String[] entry = result.output().split(":", -1);
    if (!result.ok() || entry.length <= HOME) {
      throw new StepFailed("user = " + user + ": this node knows no such user");
    }
    return entry;
  }

  private Set<String> secrets() {
    Set<String> secrets = new TreeSet<>();
    environment.forEach(
        (name, value) -> {
          if (Secrets.names(name) && !value.isBlank()) {
            secrets.add(value);
          }
        });
    return secrets;
  }
}
