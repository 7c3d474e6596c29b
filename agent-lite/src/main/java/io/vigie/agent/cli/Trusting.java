package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Output;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.spool.PrivateFiles;
import io.vigie.contract.wire.RequestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;

/** {@code vigie-agent trust}: whose requests this node believes. */
final class Trusting {
  private static final int LONGEST = 64 << 10;

  private Trusting() {}

  /**
   * @param from PEM file, {@code -} for what is piped in
   */
  static ExitCode trust(AgentPaths paths, String from, Output output) {
    try {
      AgentConf conf = AgentConf.read(paths.agentConf(), Parts.hostname());
      String pem = read(from);
      List<PublicKey> keys = RequestKey.publicKeys(pem);
      PrivateFiles.replace(
          conf.requests().key(), String.join("", keys.stream().map(RequestKey::pem).toList()));
      keys.forEach(key -> output.line("trusted: " + RequestKey.fingerprint(key)));
      output.line(
          conf.requests().enabled()
              ? "restart the agent: it reads " + conf.requests().key() + " when it starts"
              : "no requests are taken before "
                  + paths.agentConf()
                  + " has [requests] enabled = true");
      return ExitCode.OK;
    } catch (ConfigException e) {
      e.problems().forEach(each -> output.error(each.toString()));
      return ExitCode.BAD_CONFIG;
    } catch (IllegalArgumentException e) {
      output.error(from + " is no key of a collector: " + e.getMessage());
      return ExitCode.USAGE;
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.INTERNAL;
    }
  }

  private static String read(String from) throws IOException {
    byte[] bytes =
        from.equals("-") ? System.in.readNBytes(LONGEST) : Files.readAllBytes(Path.of(from));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
