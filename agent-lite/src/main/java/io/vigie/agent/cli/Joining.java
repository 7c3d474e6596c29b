package io.vigie.agent.cli;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.command.ExitCode;
import io.vigie.agent.command.Output;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.http.Door;
import io.vigie.agent.http.HttpTrouble;
import io.vigie.agent.join.Membership;
import io.vigie.agent.join.Request;
import io.vigie.agent.join.Request.Answer;
import io.vigie.contract.id.NodeId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** {@code vigie-agent join}: what it asks, what it writes. */
final class Joining {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STANDARD_INPUT = "-";

  private final AgentPaths paths;
  private final Output output;
  private final Membership membership;

  Joining(AgentPaths paths, Output output) {
    this.paths = paths;
    this.output = output;
    membership = new Membership(paths.etc());
  }

  /**
   * @param tokenFile has the enrolment token; {@code -} is the standard input
   * @param ca null for none
   * @param as the name to join by; empty for this node's own
   */
  ExitCode join(String server, String tokenFile, Path ca, String as) {
    try {
      URI address = Door.address(server);
      AgentConf before = before();
      String name = NodeId.requireName(name(as, before));
      String token = token(tokenFile);
      Files.createDirectories(paths.services());
      Path trusted = ca == null && Files.exists(membership.caFile()) ? membership.caFile() : ca;
      String digest = Membership.digest(membership.secret());
      return settle(address, ask(address, trusted, new Request(token, name, digest)), ca, before);
    } catch (ConfigException e) {
      e.problems().forEach(each -> output.error(each.toString()));
      return ExitCode.BAD_CONFIG;
    } catch (IOException e) {
      output.error(FileTrouble.inWords(e));
      return ExitCode.FAILED;
    } catch (IllegalArgumentException e) {
      output.error(e.getMessage());
      return ExitCode.USAGE;
    }
  }

  /** Null on a node that has no configuration. */
  private AgentConf before() throws ConfigException {
    return Files.exists(paths.agentConf())
        ? AgentConf.read(paths.agentConf(), Parts.hostname())
        : null;
  }

  private static String name(String as, AgentConf before) {
    String known = before == null ? Parts.hostname() : before.node().id().node();
    if (before != null && !as.isEmpty() && !as.equals(known)) {
      throw new IllegalArgumentException("agent.conf calls this node " + known + ", not " + as);
    }
    return as.isEmpty() ? known : as;
  }

  private static String token(String file) throws IOException {
    String token;
    if (file.equals(STANDARD_INPUT)) {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      token = line == null ? "" : line.strip();
    } else {
      token = Files.readString(Path.of(file)).strip();
    }
    if (!token.matches("[A-Za-z0-9_-]{1,200}")) {
      throw new IllegalArgumentException(
          (file.equals(STANDARD_INPUT) ? "the standard input" : file)
              + " must have an enrolment token: one line of letters, digits, - and _");
    }
    return token;
  }

  private static Answer ask(URI address, Path ca, Request request) throws IOException {
    Door door = new Door(address, ca, PATIENCE);
    try {
      return request.send(door);
    } catch (IOException e) {
      return new Answer.Refused(HttpTrouble.inWords(address, e));
    }
  }

  private ExitCode settle(URI address, Answer answer, Path ca, AgentConf before)
      throws IOException {
    if (answer instanceof Answer.Refused refused) {
      output.error(refused.why());
      return ExitCode.FAILED;
    }
    Answer.Taken taken = (Answer.Taken) answer;
    if (before != null && !before.node().id().equals(taken.node())) {
      output.error(
          "the collector calls this node %s, %s calls it %s: change one of them"
              .formatted(taken.node(), paths.agentConf(), before.node().id()));
      return ExitCode.FAILED;
    }
    write(taken, ca, before);
    output.line(
        "this node is %s%s of %s, and reports to %s"
            .formatted(
                taken.node(),
                taken.again() ? ", as before," : "",
                address,
                before == null ? taken.gateway() : before.to()));
    if (before == null) {
      output.line("written: " + paths.agentConf());
      output.line(
          "to start the agent: systemctl start vigie-agent, or " + paths.command() + " run");
    }
    return ExitCode.OK;
  }

  /** The key of requests that is trusted here stays, until a person says otherwise. */
  private void pin(String key) throws IOException {
    Path file = membership.requestKeyFile();
    if (key.isEmpty()) {
      return;
    }
    if (Files.notExists(file)) {
      Files.writeString(file, key);
    } else if (!Files.readString(file).contains(key.strip())) {
      output.error(
          "the collector signs requests with another key than "
              + file
              + " has, which stays: vigie-agent trust changes it");
    }
  }

  private void write(Answer.Taken taken, Path ca, AgentConf before) throws IOException {
    if (ca != null && !ca.toAbsolutePath().equals(membership.caFile())) {
      Files.copy(ca, membership.caFile(), StandardCopyOption.REPLACE_EXISTING);
    }
    pin(taken.requestKey());
    if (before == null) {
      boolean own = Files.exists(membership.caFile());
      Path draft = Files.createTempFile(paths.etc(), "agent.conf", ".new");
      Files.writeString(draft, membership.conf(taken.node(), taken.gateway(), own));
      Files.setPosixFilePermissions(
          draft, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(draft, paths.agentConf(), StandardCopyOption.ATOMIC_MOVE);
    } else if (before.gateway() == null) {
      output.line(paths.agentConf() + " reports to Kafka and stays as it is");
    } else if (!before.gateway().url().equals(taken.gateway())) {
      output.error(
          "%s reports to %s, the collector names %s: it stays as it is"
              .formatted(paths.agentConf(), before.to(), taken.gateway()));
    }
  }
}
