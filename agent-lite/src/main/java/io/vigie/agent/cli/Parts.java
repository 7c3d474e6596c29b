package io.vigie.agent.cli;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.Problem;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What an agent of a real machine is made of. */
final class Parts {
  private Parts() {}

  static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  static CommandRunner runner() {
    return new CommandRunner() {
      @Override
      public CommandResult run(Command command, Consumer<OutputLine> live) {
        throw new IllegalStateException("no program can be run yet");
      }

      @Override
      public Detached detach(Command command, Path log) {
        throw new IllegalStateException("no program can be run yet");
      }

      @Override
      public Optional<Path> find(String program) {
        return Optional.empty();
      }
    };
  }

  static Drivers drivers(AgentPaths paths, CommandRunner runner) {
    return new Drivers() {
      @Override
      public Optional<Set<String>> keywords(String type) {
        return Optional.empty();
      }

      @Override
      public Driver create(ServiceDefinition service, ResourceDefinition resource)
          throws ConfigException {
        throw new ConfigException(
            List.of(
                new Problem(
                    true,
                    service.id().service() + ".conf",
                    0,
                    "",
                    "there is no driver of type " + resource.type())));
      }
    };
  }
}
