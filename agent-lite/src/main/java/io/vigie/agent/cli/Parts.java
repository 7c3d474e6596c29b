package io.vigie.agent.cli;

import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.driver.LocalDrivers;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.SystemRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an agent of a real machine is made of. */
final class Parts {
  private Parts() {}

  /** Empty when the kernel does not tell: then {@code agent.conf} must name the node. */
  static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  static CommandRunner runner() {
    return new SystemRunner();
  }

  static Drivers drivers(AgentPaths paths, CommandRunner runner) {
    return new LocalDrivers(paths.var(), runner);
  }
}
