package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.daemon.AgentPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether this user may read what a command rests on: who cannot would see a daemon that runs as
 * none, services as missing and what is up as down.
 */
final class Access {
  private Access() {}

  /**
   * @throws IOException naming the first path that cannot be read, and who may read it
   */
  static void check(AgentPaths paths) throws IOException {
    // each below one that was found readable
    for (Path path :
        List.of(
            paths.etc(),
            paths.agentConf(),
            paths.services(),
            paths.var(),
            paths.socket().getParent(),
            paths.socket(),
            paths.spool(),
            paths.states(),
            paths.failed(),
            paths.maintenance())) {
      if (!Files.notExists(path) && !isUsable(path)) {
        throw new IOException("cannot read " + path + ": " + FileTrouble.denied(path));
      }
    }
  }

  private static boolean isUsable(Path path) {
    return Files.isReadable(path) && (!Files.isDirectory(path) || Files.isExecutable(path));
  }
}
