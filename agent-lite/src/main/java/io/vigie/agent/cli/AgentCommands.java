package io.vigie.agent.cli;

import io.vigie.agent.command.Maintaining;
import io.vigie.agent.command.Request;
import io.vigie.agent.command.Verb;
import io.vigie.agent.daemon.AgentPaths;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/**
 * The commands and their options. Told to picocli by calls: it takes longer to read annotations
 * than most commands take to be answered.
 */
final class AgentCommands {
  private final OptionSpec etc =
      directory(
          "--etc",
          AgentPaths.DEFAULT.etc(),
          "agent.conf and services/ (default: ${DEFAULT-VALUE})");
  private final OptionSpec var =
      directory(
          "--var", AgentPaths.DEFAULT.var(), "spool, locks, socket (default: ${DEFAULT-VALUE})");

  /** What to answer in. */
  enum Format {
    TEXT,
    JSON
  }

  private final Map<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();

  AgentCommands() {
    commands.put("ack", this::ack);
    commands.put("maintenance", this::maintenance);
    commands.put("print", this::print);
    commands.put("checks", this::checks);
    commands.put("rehearse", AgentCommands::rehearse);
    commands.put("freeze", () -> whole(Verb.FREEZE, "Let nothing but people act on a service."));
    commands.put("restart", () -> action(Verb.RESTART, "Stop, then start."));
    commands.put("run", this::run);
    commands.put(
        "start",
        () -> action(Verb.START, "Bring a service up: ip, disk, fs, share, container, app."));
    commands.put("status", this::status);
    commands.put("stop", () -> action(Verb.STOP, "Take a service down, in the reverse order."));
    commands.put("thaw", () -> whole(Verb.THAW, "Take a freeze back."));
    commands.put("validate", this::validate);
  }

  /**
   * As much of it as these words ask for: behind a command's name only that command counts, and
   * each one that is told to picocli takes its time.
   */
  CommandSpec of(String... words) {
    CommandSpec agent = CommandSpec.create().name("vigie-agent");
    agent
        .usageMessage()
        .description("Starts, stops and watches the services of this node, and says how they are.")
        .synopsisSubcommandLabel("COMMAND");
    agent.version("vigie-agent " + AgentVersion.NUMBER);
    agent.addOption(etc).addOption(var).addOption(help()).addOption(version());
    String first = words.length == 0 ? "" : words[0];
    commands.forEach(
        (name, command) -> {
          if (name.equals(first) || !commands.containsKey(first)) {
            agent.addSubcommand(name, command.get());
          }
        });
    return agent;
  }

  private CommandSpec ack() {
    PositionalParamSpec what =
        PositionalParamSpec.builder()
            .type(String.class)
            .paramLabel("ACTION|SVC")
            .arity("1")
            .required(true)
            .description("a failed action by its id, or all of a service that failed here")
            .build();
    OptionSpec comment =
        OptionSpec.builder("--comment")
            .type(String.class)
            .paramLabel("TEXT")
            .required(true)
            .description("why: what you know of it")
            .build();
    return command(
            "Tell the console that somebody knows of failed actions of this node.",
            () -> ask(Verb.ACK, what, comment))
        .addPositional(what)
        .addOption(comment);
  }

  private CommandSpec maintenance() {
    PositionalParamSpec end =
        PositionalParamSpec.builder()
            .type(End.class)
            .paramLabel("end")
            .arity("0..1")
            .description("end it now")
            .build();
    OptionSpec span =
        text("--for", "DURATION", "how long, 1m to 31d, such as 2h; then it ends by itself");
    OptionSpec comment = text("--comment", "TEXT", "why");
    return command(
            "Somebody works on this node: its alerts wake nobody. Without options: whether so.",
            () ->
                ask(
                    new Request(
                        Verb.MAINTENANCE,
                        end.getValue() == null ? "" : Maintaining.END,
                        List.of(),
                        false,
                        false,
                        false,
                        Asker.name(),
                        or(comment.getValue()),
                        or(span.getValue()))))
        .addPositional(end)
        .addOption(span)
        .addOption(comment);
  }

  /** The one word that maintenance takes. */
  enum End {
    END
  }

  private static String or(String given) {
    return given == null ? "" : given;
  }

  private static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private CommandSpec print() {
    CommandSpec print = CommandSpec.create();
    print.usageMessage().description("Print what the agent knows.");
    print.usageMessage().synopsisSubcommandLabel("config");
    PositionalParamSpec service = service(true);
    OptionSpec eval =
        OptionSpec.builder("--eval")
            .type(boolean.class)
            .description("explained, as validate does it")
            .build();
    return print.addSubcommand(
        "config",
        command(
                "A service's configuration as it counts on this node.",
                () ->
                    is(eval)
                        ? validating().service(service.getValue()).number()
                        : ask(Verb.PRINT_CONFIG, service, List.of(), false, false))
            .addPositional(service)
            .addOption(eval));
  }

  private CommandSpec validate() {
    PositionalParamSpec file =
        PositionalParamSpec.builder()
            .type(Path.class)
            .paramLabel("FILE")
            .arity("1")
            .required(true)
            .description("a service file, .conf or .env, wherever it lies")
            .build();
    OptionSpec node = text("--node", "NODE", "as that node reads it; this one unless given");
    return command(
            "Explain how a service file is read, and all that is wrong in it; nothing is changed.",
            () -> validating().file(file.getValue(), or(node.getValue())).number())
        .addPositional(file)
        .addOption(node);
  }

  private Validating validating() {
    return new Validating(paths(), new Console());
  }

  private CommandSpec checks() {
    return command(
        "Measure now what the agent tells every ten minutes, and print it.",
        () -> Measuring.print(paths(), new Console()).number());
  }

  private static CommandSpec rehearse() {
    CommandSpec rehearse = CommandSpec.wrapWithoutInspection(new Rehearsal());
    rehearse.usageMessage().hidden(true);
    return rehearse;
  }

  private CommandSpec run() {
    return command(
        "Run the agent itself, in the foreground.", () -> RunningAgent.run(paths()).number());
  }

  private CommandSpec status() {
    PositionalParamSpec service = service(false);
    OptionSpec format =
        OptionSpec.builder("-o", "--output")
            .type(Format.class)
            .paramLabel("FORMAT")
            .defaultValue("TEXT")
            .description("text or json")
            .build();
    return command(
            "How the services are; with a service, each of its resources.",
            () -> ask(Verb.STATUS, service, List.of(), false, format.getValue() == Format.JSON))
        .addPositional(service)
        .addOption(format);
  }

  /** A command that acts on a service or on some of its resources. */
  private CommandSpec action(Verb verb, String description) {
    PositionalParamSpec service = service(true);
    OptionSpec dryRun = dryRun();
    OptionSpec rids =
        OptionSpec.builder("--rid")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("RID")
            .splitRegex(",")
            .initialValue(List.of())
            .description("only this resource, for example fs#1; may be repeated")
            .build();
    return command(description, () -> ask(verb, service, rids.getValue(), is(dryRun), false))
        .addPositional(service)
        .addOption(rids)
        .addOption(dryRun);
  }

  /** A command that concerns the service as a whole. */
  private CommandSpec whole(Verb verb, String description) {
    PositionalParamSpec service = service(true);
    OptionSpec dryRun = dryRun();
    return command(description, () -> ask(verb, service, List.of(), is(dryRun), false))
        .addPositional(service)
        .addOption(dryRun);
  }

  private int ask(
      Verb verb, PositionalParamSpec service, List<String> rids, boolean dryRun, boolean json) {
    boolean colour = "1".equals(System.getenv("VIGIE_COLOUR"));
    String name = service.getValue() == null ? "" : service.getValue();
    return ask(new Request(verb, name, rids, dryRun, json, colour, Asker.name()));
  }

  private int ask(Verb verb, PositionalParamSpec what, OptionSpec comment) {
    return ask(
        new Request(
            verb,
            what.getValue(),
            List.of(),
            false,
            false,
            false,
            Asker.name(),
            comment.getValue(),
            ""));
  }

  private int ask(Request request) {
    // the answer tells what is wrong; its maker's log would only repeat it
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    return Asker.ask(paths(), request, new Console()).number();
  }

  private AgentPaths paths() {
    return new AgentPaths(etc.getValue(), var.getValue());
  }

  private static boolean is(OptionSpec flag) {
    return Boolean.TRUE.equals(flag.getValue());
  }

  private static CommandSpec command(String description, Callable<Integer> work) {
    CommandSpec command = CommandSpec.wrapWithoutInspection(work);
    command.usageMessage().description(description);
    return command;
  }

  private static PositionalParamSpec service(boolean required) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel("SVC")
        .arity(required ? "1" : "0..1")
        .required(required)
        .description("service")
        .build();
  }

  private static OptionSpec directory(String name, Path otherwise, String description) {
    return OptionSpec.builder(name)
        .type(Path.class)
        .paramLabel("DIR")
        .scopeType(ScopeType.INHERIT)
        .defaultValue(otherwise.toString())
        .description(description)
        .build();
  }

  private static OptionSpec dryRun() {
    return OptionSpec.builder("--dry-run")
        .type(boolean.class)
        .description("print what would be done, and do nothing")
        .build();
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .type(boolean.class)
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("show this text")
        .build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .type(boolean.class)
        .versionHelp(true)
        .description("show the version")
        .build();
  }
}
