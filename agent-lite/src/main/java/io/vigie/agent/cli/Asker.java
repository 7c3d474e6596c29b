package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.Voice;
import io.vigie.agent.action.Journal;
import io.vigie.agent.action.Option;
import io.vigie.agent.command.Acknowledging;
import io.vigie.agent.command.Answers;
import io.vigie.agent.command.CommandClient;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Maintaining;
import io.vigie.agent.command.Output;
import io.vigie.agent.command.Request;
import io.vigie.agent.command.Verb;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.daemon.LocalNode;
import io.vigie.agent.node.Upkeep;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.service.LocalStatuses;
import io.vigie.agent.spool.DiskSpool;
import io.vigie.agent.spool.SpoolLimits;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;

/** Puts a request to the daemon; with no daemon it answers here, and what it does is spooled. */
final class Asker {
  private Asker() {}

  static ExitCode ask(AgentPaths paths, Request request, Output output) {
    try {
      Access.check(paths);
      OptionalInt answer = CommandClient.ask(paths.socket(), request, output);
      return answer.isPresent() ? ExitCode.of(answer.getAsInt()) : alone(paths, request, output);
    } catch (ConfigException e) {
      e.problems().forEach(each -> output.error(each.toString()));
      return ExitCode.BAD_CONFIG;
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.INTERNAL;
    }
  }

  /** Who asks, as the shell says. */
  static String name() {
    String before = System.getenv("SUDO_USER");
    return before == null || before.isEmpty() ? System.getProperty("user.name", "") : before;
  }

  private static ExitCode alone(AgentPaths paths, Request request, Output output)
      throws ConfigException, IOException {
    AgentConf conf = AgentConf.read(paths.agentConf(), Parts.hostname());
    boolean looksOnly =
        request.verb() == Verb.STATUS
            || request.verb() == Verb.PRINT_CONFIG
            || request.verb() == Verb.PRINT_SCHEDULE
            || request.has(Option.DRY_RUN);
    // what is said of maintenance an agent says with its next facts
    if (looksOnly || request.verb() == Verb.MAINTENANCE) {
      return answer(paths, conf, request, output, event -> {});
    }
    try (DiskSpool spool = DiskSpool.join(paths.spool(), SpoolLimits.DEFAULT, Clock.systemUTC())) {
      Voice voice = new Voice(spool, conf.node(), Clock.systemUTC());
      return answer(paths, conf, request, output, voice::say);
    }
  }

  private static ExitCode answer(
      AgentPaths paths, AgentConf conf, Request request, Output output, Journal journal) {
    CommandRunner runner = Parts.runner();
    try (LocalNode local =
        LocalNode.of(paths, conf.node(), Parts.drivers(paths, runner), runner, journal)) {
      LocalStatuses statuses = new LocalStatuses(local.instances(), List::of);
      Answers answers =
          new Answers(
              paths.command(),
              local.instances(),
              statuses,
              local.engine(),
              service -> statuses.of(service).ifPresent(local.instances().told(journal)::record),
              new Acknowledging(
                  conf.node().id(), local.instances(), local.failed(), journal::record),
              new Maintaining(
                  conf.node().id(),
                  new Upkeep(paths.maintenance(), Clock.systemUTC()),
                  Clock.systemUTC(),
                  () -> output.line("no agent runs here: the console is told when one does")));
      return answers.answer(request, output);
    }
  }
}
