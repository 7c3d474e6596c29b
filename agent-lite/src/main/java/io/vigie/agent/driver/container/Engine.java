package io.vigie.agent.driver.container;

import static io.vigie.agent.config.Keyword.Form.COMMAND;
import static io.vigie.agent.config.Keyword.Form.TEXT;
import static io.vigie.agent.config.Keyword.Form.VARIABLES;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.Phase;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Secrets;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.driver.command.Rows;
import io.vigie.agent.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Containers of an engine that takes docker's words: docker itself, podman. */
public final class Engine {
  /** One that is paused, or not healthy, keeps all its words. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?<name>\\S+)\\t(?<state>Up(?!.*(Paused|unhealthy))|Exited|Created|Initialized|.+).*");

  private static final Set<String> UP = Set.of("Up");
  private static final Set<String> DOWN = Set.of("Exited", "Created", "Initialized");

  private Engine() {}

  public static Manual manual(String program) {
    return new Manual(
        "A container of "
            + program
            + ". One that is there is started again as it is; it is made when it is missing.",
        keywords(
            Keyword.required("image", TEXT, "what it is made of"),
            Keyword.of("name", TEXT, "SERVICE.container.ID", "of the container"),
            Keyword.of("command", COMMAND, "the image's", "what it runs"),
            Keyword.of("run_args", COMMAND, "more words for run, before the image"),
            Keyword.of("environment", VARIABLES, "what it finds in its environment"),
            Keyword.of("rm", false, "removed when it stops, so that every start makes it anew")),
        Way.runs(
            program + " exec NAME",
            program + " ps --all --format {{.Names}}\\t{{.Status}}",
            program + " run --detach --name NAME ARGUMENTS… IMAGE COMMAND…",
            program + " start NAME",
            program + " stop --time SECONDS NAME",
            program + " rm NAME"));
  }

  private static List<Keyword> keywords(Keyword... own) {
    return Stream.concat(Stream.of(own), Way.KEYWORDS.stream()).toList();
  }

  public static Recipe of(String program, ServiceDefinition service, ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    keywords.required("image");
    String name = name(service, resource);
    Rows rows = new Rows(ROW, name, UP, DOWN, Observed.DOWN);
    Command run = run(program, name, keywords);
    long patience =
        Math.max(1, resource.manner(Phase.STOP).timeout().multipliedBy(3).dividedBy(4).toSeconds());
    boolean remove = keywords.truth("rm", false);
    return new Recipe(
        program + ' ' + name,
        Command.of(program, "ps", "--all", "--format", "{{.Names}}\\t{{.Status}}"),
        rows,
        seen -> start(program, name, run, !rows.of(seen).isEmpty(), remove),
        seen -> stop(program, name, patience, remove));
  }

  /** What the container is called. */
  public static String name(ServiceDefinition service, ResourceDefinition resource) {
    String usual = service.id().service() + ".container." + resource.rid().id();
    return resource.keywords().read("name", usual, Name::of);
  }

  private static List<Command> start(
      String program, String name, Command run, boolean exists, boolean remove) {
    if (!exists) {
      return List.of(run);
    }
    return remove
        ? List.of(Command.of(program, "rm", name), run)
        : List.of(Command.of(program, "start", name));
  }

  private static List<Command> stop(String program, String name, long patience, boolean remove) {
    List<Command> commands = new ArrayList<>();
    commands.add(Command.of(program, "stop", "--time", Long.toString(patience), name));
    if (remove) {
      commands.add(Command.of(program, "rm", name));
    }
    return commands;
  }

  private static Command run(String program, String name, Keywords keywords) {
    List<String> argv = new ArrayList<>(List.of(program, "run", "--detach", "--name", name));
    Map<String, String> variables = keywords.read("environment", Map.of(), Values::variables);
    // the program takes values from its own environment: none stands in an argv that others can
    // read
    variables.keySet().forEach(each -> argv.addAll(List.of("--env", each)));
    argv.addAll(keywords.argv("run_args"));
    argv.add(keywords.read("image", "none", Engine::image));
    argv.addAll(keywords.argv("command"));
    return Command.of(argv).with(variables).hiding(Secrets.among(variables));
  }

  private static String image(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]*")) {
      throw new IllegalArgumentException("must be an image such as docker.io/library/nginx:1.27");
    }
    return text;
  }
}
