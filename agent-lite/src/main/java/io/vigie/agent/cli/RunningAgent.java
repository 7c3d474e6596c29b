package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.daemon.AgentDaemon;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.daemon.StampedErr;
import io.vigie.agent.node.LinuxHost;
import io.vigie.agent.process.CommandRunner;
import java.io.IOException;

/** The daemon, from its start to SIGTERM. */
final class RunningAgent {
  private RunningAgent() {}

  static ExitCode run(AgentPaths paths) {
    try {
      Access.check(paths);
      AgentConf conf = AgentConf.read(paths.agentConf(), Parts.hostname());
      StampedErr.install();
      conf.warnings().forEach(each -> System.err.println(each.toString()));
      CommandRunner runner = Parts.runner();
      AgentDaemon daemon =
          new AgentDaemon(
              paths,
              conf,
              new LinuxHost(Parts.hostname()),
              Parts.drivers(paths, runner),
              runner,
              AgentVersion.NUMBER);
      Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "vigie-stop"));
      daemon.run();
      return ExitCode.OK;
    } catch (ConfigException e) {
      e.problems().forEach(each -> System.err.println(each));
      return ExitCode.BAD_CONFIG;
    } catch (IOException e) {
      System.err.println("the agent cannot run: " + FileTrouble.inWords(e));
      return ExitCode.FAILED;
    }
  }
}
