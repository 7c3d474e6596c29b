package io.vigie.agent.cli;

import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Request;
import io.vigie.agent.command.Verb;
import io.vigie.agent.daemon.AgentPaths;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code vigie-agent}. */
@Command(
    name = "vigie-agent",
    description = "Starts, stops and watches the services of this node, and says how they are.",
    version = "vigie-agent " + AgentVersion.NUMBER,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PrintCommand.class, RehearseCommand.class})
public final class AgentMain {
  @Option(
      names = "--etc",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "/etc/vigie",
      description = "agent.conf and services/ (default: ${DEFAULT-VALUE})")
  private Path etc;

  @Option(
      names = "--var",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "/var/lib/vigie",
      description = "spool, locks, socket (default: ${DEFAULT-VALUE})")
  private Path var;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "show this text")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "show the version")
  private boolean version;

  /** What to answer in. */
  enum Format {
    TEXT,
    JSON
  }

  /** Options of what changes something. */
  static final class ActionOptions {
    @Option(
        names = "--rid",
        paramLabel = "RID",
        split = ",",
        description = "only this resource, for example fs#1; may be repeated")
    List<String> rids = List.of();

    @Option(names = "--dry-run", description = "print what would be done, and do nothing")
    boolean dryRun;
  }

  /** Options of what concerns the service as a whole. */
  static final class WholeOptions {
    @Option(names = "--dry-run", description = "print what would be done, and do nothing")
    boolean dryRun;
  }

  public static void main(String[] args) {
    int code = execute(args);
    System.out.flush();
    System.exit(code);
  }

  static int execute(String... args) {
    return new CommandLine(new AgentMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .execute(args);
  }

  AgentPaths paths() {
    return new AgentPaths(etc, var);
  }

  @Command(description = "Run the agent itself, in the foreground.")
  int run() {
    return RunningAgent.run(paths()).number();
  }

  @Command(description = "How the services are; with a service, each of its resources.")
  int status(
      @Parameters(paramLabel = "SVC", arity = "0..1", description = "service") String service,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FORMAT",
              defaultValue = "TEXT",
              description = "text or json")
          Format format) {
    boolean json = format == Format.JSON;
    return ask(Verb.STATUS, service == null ? "" : service, List.of(), false, json);
  }

  @Command(description = "Bring a service up: ip, disk, fs, share, container, app.")
  int start(
      @Parameters(paramLabel = "SVC", description = "service") String service,
      @Mixin ActionOptions options) {
    return ask(Verb.START, service, options.rids, options.dryRun, false);
  }

  @Command(description = "Take a service down, in the reverse order.")
  int stop(
      @Parameters(paramLabel = "SVC", description = "service") String service,
      @Mixin ActionOptions options) {
    return ask(Verb.STOP, service, options.rids, options.dryRun, false);
  }

  @Command(description = "Stop, then start.")
  int restart(
      @Parameters(paramLabel = "SVC", description = "service") String service,
      @Mixin ActionOptions options) {
    return ask(Verb.RESTART, service, options.rids, options.dryRun, false);
  }

  @Command(description = "Let nothing but people act on a service.")
  int freeze(
      @Parameters(paramLabel = "SVC", description = "service") String service,
      @Mixin WholeOptions options) {
    return ask(Verb.FREEZE, service, List.of(), options.dryRun, false);
  }

  @Command(description = "Take a freeze back.")
  int thaw(
      @Parameters(paramLabel = "SVC", description = "service") String service,
      @Mixin WholeOptions options) {
    return ask(Verb.THAW, service, List.of(), options.dryRun, false);
  }

  int ask(Verb verb, String service, List<String> rids, boolean dryRun, boolean json) {
    // the answer tells what is wrong; its maker's log would only repeat it
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    boolean colour = "1".equals(System.getenv("VIGIE_COLOUR"));
    Request request = new Request(verb, service, rids, dryRun, json, colour, Asker.name());
    ExitCode code = Asker.ask(paths(), request, new Console());
    return code.number();
  }
}
