package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Explanation;
import io.vigie.agent.command.Output;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.Problem;
import io.vigie.agent.config.ServiceConf;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.service.Made;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Explains a service file; asks no daemon and changes nothing. */
final class Validating {
  private final AgentPaths paths;
  private final Output output;

  Validating(AgentPaths paths, Output output) {
    this.paths = paths;
    this.output = output;
  }

  /**
   * @param as the node that reads it; empty for this one
   */
  ExitCode file(Path file, String as) {
    try {
      return explain(ServiceConf.read(file, node(as)));
    } catch (ConfigException e) {
      e.problems().forEach(each -> output.error(each.toString()));
      return ExitCode.BAD_CONFIG;
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.FAILED;
    } catch (IllegalArgumentException e) {
      output.error(e.getMessage() + "; --node NODE says as whose the file is read");
      return ExitCode.USAGE;
    }
  }

  /** What was read, and whether it is good for use. */
  ExitCode explain(ServiceDefinition service) {
    List<Problem> problems = Made.of(service, Parts.drivers(paths, Parts.runner())).problems();
    Explanation.of(service, problems).forEach(output::line);
    // also what was found wrong while it was explained
    boolean wrong = service.resources().stream().anyMatch(each -> !each.problems().isEmpty());
    return wrong ? ExitCode.BAD_CONFIG : ExitCode.OK;
  }

  /** The file of a service of this node. */
  ExitCode service(String name) {
    try {
      Access.check(paths);
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.INTERNAL;
    }
    for (String ending : List.of(".conf", ".env")) {
      Path file = paths.services().resolve(name + ending);
      if (Files.exists(file)) {
        return file(file, "");
      }
    }
    output.error("there is no " + name + ".conf or " + name + ".env in " + paths.services());
    return ExitCode.NO_SUCH_SERVICE;
  }

  /** Whose eyes a file is read with: this node's unless another is named. */
  NodeId node(String as) throws ConfigException {
    String name = as.isEmpty() ? Parts.hostname() : as;
    if (!Files.isReadable(paths.agentConf())) {
      // a file is explained to whoever can read it
      return new NodeId("default", name);
    }
    NodeId here = AgentConf.read(paths.agentConf(), Parts.hostname()).node().id();
    return as.isEmpty() ? here : new NodeId(here.cluster(), name);
  }
}
