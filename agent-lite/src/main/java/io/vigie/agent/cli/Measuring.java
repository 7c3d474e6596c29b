package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.check.Checks;
import io.vigie.agent.check.Found;
import io.vigie.agent.command.CheckText;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Output;
import io.vigie.agent.daemon.AgentPaths;
import java.io.IOException;

/** A round of checks for whoever asks; nothing of it is told to the collector. */
final class Measuring {
  private Measuring() {}

  static ExitCode print(AgentPaths paths, Output output) {
    try {
      Access.check(paths);
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.INTERNAL;
    }
    Found found = Checks.of(paths.checks(), Parts.runner()).run();
    CheckText.of(found.values()).forEach(output::line);
    found.troubles().forEach(output::error);
    return found.complete() ? ExitCode.OK : ExitCode.FAILED;
  }
}
