package io.vigie.agent.cli;

import io.vigie.agent.action.Option;
import io.vigie.agent.command.Request;
import io.vigie.agent.command.Verb;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.daemon.AgentDaemon;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.node.LinuxHost;
import io.vigie.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * {@code vigie-agent rehearse}: does a little of all an agent does, in a directory of its own that
 * it removes again. Run once with {@code -XX:ArchiveClassesAtExit} it leaves an archive of the
 * classes that matter, with which an agent starts quickly and small.
 */
final class Rehearsal implements Callable<Integer> {
  private static final String SERVICE = "rehearsal";

  @Override
  public Integer call() throws IOException, ConfigException, InterruptedException {
    Path home = Files.createTempDirectory("vigie-rehearsal");
    AgentPaths paths = new AgentPaths(home.resolve("etc"), home.resolve("var"));
    try (RehearsalBroker broker = RehearsalBroker.open()) {
      write(paths, broker.bootstrap());
      alone(paths);
      together(paths);
      return 0;
    } finally {
      remove(home);
    }
  }

  private static void write(AgentPaths paths, String bootstrap) throws IOException {
    Files.createDirectories(paths.services());
    Files.writeString(
        paths.agentConf(), "[node]\nname = n1\n[kafka]\nbootstrap = " + bootstrap + "\n");
    Files.writeString(
        paths.services().resolve(SERVICE + ".conf"),
        "[DEFAULT]\nnodes = n1\n[fs#0]\ntype = flag\n[app#0]\ntype = simple\nstart = sleep 5\n");
  }

  private static void alone(AgentPaths paths) {
    ask(paths, Verb.STATUS, false);
    ask(paths, Verb.FREEZE, false);
    ask(paths, Verb.START, true);
    ask(paths, Verb.PRINT_CONFIG, false);
  }

  private static void together(AgentPaths paths)
      throws IOException, ConfigException, InterruptedException {
    CommandRunner runner = Parts.runner();
    AgentDaemon daemon =
        new AgentDaemon(
            paths,
            AgentConf.read(paths.agentConf(), Parts.hostname()),
            new LinuxHost(Parts.hostname()),
            Parts.drivers(paths, runner),
            runner,
            AgentVersion.NUMBER);
    Thread running = new Thread(daemon::run, "rehearsal");
    running.start();
    for (Verb verb : List.of(Verb.STATUS, Verb.START, Verb.STATUS, Verb.STOP)) {
      ask(paths, verb, verb == Verb.STATUS);
    }
    AgentMain.execute(
        "thaw", SERVICE, "--etc", paths.etc().toString(), "--var", paths.var().toString());
    daemon.close();
    running.join();
  }

  private static void ask(AgentPaths paths, Verb verb, boolean machine) {
    boolean dry = machine && verb != Verb.STATUS;
    Map<Option, List<String>> options = dry ? Map.of(Option.DRY_RUN, List.of()) : Map.of();
    Request request = new Request(verb, SERVICE, options, machine, false, Asker.name());
    Asker.ask(paths, request, new Console());
  }

  private static void remove(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
