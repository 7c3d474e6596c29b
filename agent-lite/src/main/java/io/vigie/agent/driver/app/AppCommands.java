package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;
import static io.vigie.agent.config.Keyword.Form.VARIABLES;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.Secrets;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How commands of an application are run.
 *
 * @param user null for the agent's own
 * @param group null for the user's first
 * @param directory null for {@code /}
 */
record AppCommands(
    String user,
    String group,
    Path directory,
    Map<String, String> environment,
    Limits limits,
    AppPlace place) {
  /** How commands are run. */
  private static final List<Keyword> MANNER =
      List.of(
          Keyword.of("user", TEXT, "the agent's", "user whom its commands run as"),
          Keyword.of("group", TEXT, "the user's first", "group whom its commands run as"),
          Keyword.of("cwd", PATH, "/", "directory its commands run in"),
          Keyword.of("environment", VARIABLES, "what its commands find in their environment"));

  private static final List<String> RUNS =
      List.of(
          "getent passwd USER",
          "prlimit LIMITS… -- setpriv --reuid USER --regid GROUP --init-groups -- COMMAND…",
          "prlimit LIMITS… -- COMMAND…",
          "setpriv --reuid USER --regid GROUP --init-groups -- COMMAND…",
          "setpriv --regid GROUP --keep-groups -- COMMAND…",
          "COMMAND…");

  /**
   * @param own what that kind of application has besides
   */
  static Manual manual(String what, Keyword... own) {
    List<Keyword> keywords = new ArrayList<>(List.of(own));
    keywords.addAll(Check.KEYWORDS);
    keywords.add(Info.KEYWORD);
    keywords.addAll(MANNER);
    keywords.addAll(Limits.KEYWORDS);
    return new Manual(what, keywords, RUNS);
  }

  static Manual taskManual(String what, Keyword command) {
    List<Keyword> keywords = new ArrayList<>(List.of(command));
    keywords.addAll(MANNER);
    keywords.addAll(Limits.KEYWORDS);
    return new Manual(what, keywords, RUNS);
  }

  private static final Duration LOOKED_UP = Duration.ofSeconds(10);
  private static final int GROUP = 3;
  private static final int HOME = 5;

  static AppCommands of(Keywords keywords, AppPlace place) {
    return new AppCommands(
        keywords.text("user", null),
        keywords.text("group", null),
        keywords.read("cwd", null, Values::path),
        keywords.read("environment", Map.of(), Values::variables),
        Limits.of(keywords),
        place);
  }

  /**
   * @throws StepFailed when there is no such user
   */
  Command command(List<String> argv, CommandRunner runner) throws StepFailed {
    List<String> words = new ArrayList<>(limits.before());
    Map<String, String> variables = new TreeMap<>();
    if (user != null && !user.equals(System.getProperty("user.name"))) {
      String[] entry = account(runner);
      String first = group == null ? entry[GROUP] : group;
      // setpriv becomes the program; su and runuser stay as its parent
      words.addAll(List.of("setpriv", "--reuid", user, "--regid", first, "--init-groups", "--"));
      variables.putAll(Map.of("USER", user, "LOGNAME", user, "HOME", entry[HOME]));
    } else if (group != null) {
      words.addAll(List.of("setpriv", "--regid", group, "--keep-groups", "--"));
    }
    words.addAll(argv);
    variables.putAll(environment);
    variables.put(AppPlace.MARK, place.base().toString());
    return Command.of(words).with(variables).in(directory).hiding(Secrets.among(environment));
  }

  private String[] account(CommandRunner runner) throws StepFailed {
    CommandResult result = runner.run(Command.of("getent", "passwd", user).within(LOOKED_UP));
    if (result.timedOut()) {
      throw new StepFailed("user = " + user + " cannot be looked up: " + result.explain());
    }
    String[] entry = result.output().split(":", -1);
    if (!result.ok() || entry.length <= HOME) {
      throw new StepFailed("user = " + user + ": this node knows no such user");
    }
    return entry;
  }
}
