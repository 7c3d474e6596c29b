package io.vigie.agent.cli;

import io.vigie.agent.action.Option;
import io.vigie.agent.action.Spelling;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Maintaining;
import io.vigie.agent.command.Request;
import io.vigie.agent.command.Verb;
import io.vigie.agent.daemon.AgentPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
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
    commands.put("create", this::create);
    commands.put("join", this::join);
    commands.put("rehearse", AgentCommands::rehearse);
    commands.put("shutdown", this::shutdown);
    commands.put("status", this::status);
    commands.put("trust", this::trust);
    commands.put("validate", this::validate);
    for (Verb verb : Verb.values()) {
      verb.action().ifPresent(each -> commands.put(verb.word(), () -> action(verb, each)));
    }
    commands.put("run", this::run);
    commands.put("sync", this::sync);
    Spelling.ALL.forEach(each -> commands.put(each.word(), () -> spelled(each)));
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
    PositionalParamSpec span =
        optional("DURATION|end", 0, "how long, 1m to 31d, such as 2h; or the word end: now");
    PositionalParamSpec comment = optional("COMMENT", 1, "why");
    return command(
            "Somebody works on this node: its alerts wake nobody, until it ends by itself or is"
                + " ended. Without words: whether so.",
            () -> maintain(or(span.getValue()), or(comment.getValue())))
        .addPositional(span)
        .addPositional(comment);
  }

  private int maintain(String span, String comment) {
    boolean ends = span.equals(Maintaining.END);
    return ask(
        new Request(
            Verb.MAINTENANCE,
            ends ? span : "",
            Map.of(),
            false,
            false,
            Asker.name(),
            comment,
            ends ? "" : span));
  }

  private static PositionalParamSpec optional(String label, int index, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel(label)
        .index(Integer.toString(index))
        .arity("0..1")
        .description(description)
        .build();
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
    print.usageMessage().synopsisSubcommandLabel("config|schedule");
    PositionalParamSpec scheduled = service(false);
    print.addSubcommand(
        "schedule",
        command(
                "What runs by itself on this node, and its next five times.",
                () -> ask(Verb.PRINT_SCHEDULE, scheduled, Map.of(), false))
            .addPositional(scheduled));
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
                    Boolean.TRUE.equals(eval.getValue())
                        ? validating().service(service.getValue()).number()
                        : ask(Verb.PRINT_CONFIG, service, Map.of(), false))
            .addPositional(service)
            .addOption(eval));
  }

  /** The words of copies with a blank in them. */
  private CommandSpec sync() {
    CommandSpec sync = CommandSpec.create();
    sync.usageMessage().description("Copy the data of a service to its other nodes.");
    sync.usageMessage().synopsisSubcommandLabel("all|nodes|drp|update");
    for (Verb verb : List.of(Verb.SYNCALL, Verb.SYNCNODES, Verb.SYNCDRP, Verb.SYNCUPDATE)) {
      String word = verb.word().substring("sync".length());
      sync.addSubcommand(word, action(verb, verb.action().orElseThrow()));
    }
    return sync;
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

  private CommandSpec trust() {
    PositionalParamSpec file =
        PositionalParamSpec.builder()
            .type(String.class)
            .paramLabel("KEYFILE|-")
            .arity("1")
            .required(true)
            .description("PEM, as the console gives it under /api/v1/requests/key")
            .build();
    return command(
            "Believe requests that this key of a collector signed, and no others.",
            () -> Trusting.trust(paths(), file.getValue(), new Console()).number())
        .addPositional(file);
  }

  private Validating validating() {
    return new Validating(paths(), new Console());
  }

  private CommandSpec checks() {
    return command(
        "Measure now what the agent tells every ten minutes, and print it.",
        () -> Measuring.print(paths(), new Console()).number());
  }

  private CommandSpec create() {
    PositionalParamSpec name =
        optional("NAME", 0, "of the service; without one, the templates there are are listed");
    OptionSpec template = text("--template", "TEMPLATE", "one that is listed, or a file's path");
    OptionSpec set =
        OptionSpec.builder("--set")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("NAME=VALUE")
            .description("an answer to one of the template's questions")
            .build();
    return command(
            "Write the file of a new service from a template, when all in it is right.",
            () -> create(name.getValue(), template.getValue(), set.getValue()))
        .addPositional(name)
        .addOption(template)
        .addOption(set);
  }

  private int create(String name, String template, List<String> set) throws IOException {
    if (name == null && template == null) {
      return Creating.list(new Console()).number();
    }
    if (name == null || template == null) {
      System.err.println("create needs NAME and --template; alone it lists the templates");
      return ExitCode.USAGE.number();
    }
    List<String> settings = set == null ? List.of() : set;
    return new Creating(paths(), new Console()).create(name, template, settings).number();
  }

  private CommandSpec join() {
    OptionSpec server =
        OptionSpec.builder("--server")
            .type(String.class)
            .paramLabel("URL")
            .required(true)
            .description("where the console is, https://vigie.example.org")
            .build();
    OptionSpec token =
        OptionSpec.builder("--token-file")
            .type(String.class)
            .paramLabel("FILE|-")
            .required(true)
            .description("has the enrolment token; - is the standard input")
            .build();
    OptionSpec ca =
        OptionSpec.builder("--ca")
            .type(Path.class)
            .paramLabel("FILE")
            .description(
                "PEM certificates the collector is checked against; kept beside agent.conf")
            .build();
    OptionSpec node = text("--node", "NODE", "the name it joins by; the host's own unless given");
    return command(
            "Make this node one of a collector's: a token of its own, and agent.conf.",
            () ->
                new Joining(paths(), new Console())
                    .join(server.getValue(), token.getValue(), ca.getValue(), or(node.getValue()))
                    .number())
        .addOption(server)
        .addOption(token)
        .addOption(ca)
        .addOption(node);
  }

  private CommandSpec shutdown() {
    return command(
        "Stop all services that run on this node; the machine's own shutdown does it.",
        () -> {
          System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
          return new Shutdown(paths(), new Console()).run().number();
        });
  }

  private static CommandSpec rehearse() {
    CommandSpec rehearse = CommandSpec.wrapWithoutInspection(new Rehearsal());
    rehearse.usageMessage().hidden(true);
    return rehearse;
  }

  /** One word for two things: the agent itself, and the tasks of a service. */
  private CommandSpec run() {
    io.vigie.agent.action.Verb tasks = io.vigie.agent.action.Verb.RUN;
    PositionalParamSpec service = service(false);
    Map<Option, OptionSpec> options = options(tasks.options());
    return command(
        "Run the agent itself, in the foreground; with a service, its tasks to their end.",
        service,
        options,
        () -> {
          Map<Option, List<String>> told = told(options);
          if (service.getValue() != null) {
            return ask(Verb.RUN, service, told, false);
          }
          if (!told.isEmpty()) {
            System.err.println("the agent itself takes no options of tasks: name a service");
            return ExitCode.USAGE.number();
          }
          return RunningAgent.run(paths()).number();
        });
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
            () -> ask(Verb.STATUS, service, Map.of(), format.getValue() == Format.JSON))
        .addPositional(service)
        .addOption(format);
  }

  /** A command that acts on a service. */
  private CommandSpec action(Verb verb, io.vigie.agent.action.Verb action) {
    PositionalParamSpec service = service(true);
    Map<Option, OptionSpec> options = options(action.options());
    return command(
        action.description(), service, options, () -> ask(verb, service, told(options), false));
  }

  /** The same by a word of earlier agents, which says the group. */
  private CommandSpec spelled(Spelling spelling) {
    PositionalParamSpec service = service(true);
    Set<Option> left = EnumSet.copyOf(spelling.verb().options());
    left.removeIf(Option::selects);
    Map<Option, OptionSpec> options = options(left);
    String group = spelling.group().wire();
    CommandSpec command =
        command(
            "The same as " + spelling.verb().word() + " --rid " + group + '.',
            service,
            options,
            () -> {
              Map<Option, List<String>> told = told(options);
              told.put(Option.RID, List.of(group));
              return ask(Verb.of(spelling.verb()), service, told, false);
            });
    command.usageMessage().hidden(true);
    return command;
  }

  private static CommandSpec command(
      String description,
      PositionalParamSpec service,
      Map<Option, OptionSpec> options,
      Callable<Integer> work) {
    CommandSpec command = command(description, work).addPositional(service);
    options.values().forEach(command::addOption);
    return command;
  }

  private static Map<Option, OptionSpec> options(Set<Option> some) {
    Map<Option, OptionSpec> options = new EnumMap<>(Option.class);
    some.forEach(each -> options.put(each, option(each)));
    return options;
  }

  /** What was given, with its values. */
  private static Map<Option, List<String>> told(Map<Option, OptionSpec> options) {
    Map<Option, List<String>> told = new EnumMap<>(Option.class);
    options.forEach((option, spec) -> add(told, option, spec));
    return told;
  }

  private static OptionSpec option(Option option) {
    OptionSpec.Builder spec =
        OptionSpec.builder("--" + option.word()).description(option.description());
    if (option.label().isEmpty()) {
      return spec.type(boolean.class).build();
    }
    spec.paramLabel(option.label());
    return option.repeats()
        ? spec.type(List.class).auxiliaryTypes(String.class).splitRegex(",").build()
        : spec.type(String.class).build();
  }

  private static void add(Map<Option, List<String>> all, Option option, OptionSpec spec) {
    Object value = spec.getValue();
    if (value instanceof List<?> list) {
      List<String> names = list.stream().map(Object::toString).toList();
      if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
        // nothing named would read as all of the service
        String text = "--" + option.word() + " names nothing: say " + option.label();
        throw new ParameterException(spec.command().commandLine(), text, spec, "");
      }
      all.put(option, names);
    } else if (value instanceof String text) {
      all.put(option, List.of(text));
    } else if (Boolean.TRUE.equals(value)) {
      all.put(option, List.of());
    }
  }

  private int ask(
      Verb verb, PositionalParamSpec service, Map<Option, List<String>> options, boolean json) {
    boolean colour = "1".equals(System.getenv("VIGIE_COLOUR"));
    String name = service.getValue() == null ? "" : service.getValue();
    return ask(new Request(verb, name, options, json, colour, Asker.name()));
  }

  private int ask(Verb verb, PositionalParamSpec what, OptionSpec comment) {
    return ask(
        new Request(
            verb, what.getValue(), Map.of(), false, false, Asker.name(), comment.getValue(), ""));
  }

  private int ask(Request request) {
    // the answer tells what is wrong; its maker's log would only repeat it
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    return Asker.ask(paths(), request, new Console()).number();
  }

  private AgentPaths paths() {
    return new AgentPaths(etc.getValue(), var.getValue());
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
