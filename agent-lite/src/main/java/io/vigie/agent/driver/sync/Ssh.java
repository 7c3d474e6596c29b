package io.vigie.agent.driver.sync;

import static io.vigie.agent.config.Keyword.Form.NUMBER;
import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.Values;
import io.vigie.agent.process.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How to reach other nodes. Never asks anybody: who has no key, or an unknown host, fails at once.
 *
 * @param user on the other node; empty for the same as here
 * @param key file of the private key; null for the user's own
 * @param knownHosts null for the user's own
 * @param silence how long the other side may say nothing
 * @param shared where the socket of a connection that several commands use lies; null for none
 */
record Ssh(String user, Path key, Path knownHosts, int port, Duration silence, Path shared) {
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(30);
  private static final int USUAL_PORT = 22;
  private static final int LONGEST_SOCKET = 104;

  /** Digits that tell one connection from all others. */
  private static final int DIGITS = 16;

  /** What ssh puts behind the name while it binds. */
  private static final int BINDING = 17;

  static final List<Keyword> KEYWORDS =
      List.of(
          Keyword.of("user", TEXT, "who it logs in as; the agent's user unless given"),
          Keyword.of("ssh_key", PATH, "file of the private key; the user's own unless given"),
          Keyword.of("ssh_known_hosts", PATH, "keys of the other nodes; the user's own"),
          Keyword.of("ssh_port", NUMBER, Integer.toString(USUAL_PORT), "where they listen"),
          Keyword.of(
              "ssh_timeout", USUAL_SILENCE, "after that long a silence the other node is gone"));

  /**
   * @param run a directory that only the agent's user may enter
   */
  static Ssh of(Keywords keywords, Path run) {
    Path shared = run.toAbsolutePath().resolve("ssh");
    int length = shared.toString().getBytes(StandardCharsets.UTF_8).length;
    return new Ssh(
        keywords.read("user", "", Ssh::user),
        keywords.read("ssh_key", null, Values::path),
        keywords.read("ssh_known_hosts", null, Values::path),
        keywords.number("ssh_port", 1, USUAL_PORT),
        keywords.duration("ssh_timeout", USUAL_SILENCE),
        length + 1 + DIGITS + BINDING < LONGEST_SOCKET ? shared : null);
  }

  private static String user(String text) {
    if (!text.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("must be the name of a user");
    }
    return text;
  }

  /** The program with its options, without the host. */
  List<String> argv(Target target) {
    return argv(target, true);
  }

  /**
   * @param opens others may go on with its connection
   */
  private List<String> argv(Target target, boolean opens) {
    long third = Math.max(1, silence.toSeconds() / 3);
    List<String> argv = new ArrayList<>(List.of("ssh"));
    option(argv, "BatchMode=yes");
    option(argv, "ConnectTimeout=" + Math.max(1, silence.toSeconds()));
    option(argv, "ServerAliveInterval=" + third);
    option(argv, "ServerAliveCountMax=3");
    if (shared != null) {
      option(argv, "ControlMaster=" + (opens ? "auto" : "no"));
      option(argv, "ControlPath=" + shared + "-" + digits(target));
      if (opens) {
        option(argv, "ControlPersist=10");
      }
    }
    if (knownHosts != null) {
      option(argv, "UserKnownHostsFile=" + knownHosts);
    }
    if (key != null) {
      option(argv, "IdentitiesOnly=yes");
      argv.addAll(List.of("-i", key.toString()));
    }
    if (port != USUAL_PORT) {
      argv.addAll(List.of("-p", Integer.toString(port)));
    }
    return argv;
  }

  // ssh's own name for it, %C, is longer than a socket's path has room for
  private String digits(Target target) {
    String whole = host(target) + '\n' + port + '\n' + key + '\n' + knownHosts;
    return Digest.hex(whole).substring(0, DIGITS);
  }

  private static void option(List<String> argv, String option) {
    argv.addAll(List.of("-o", option));
  }

  /** A host as ssh and rsync name it. */
  String host(Target target) {
    return user.isEmpty() ? target.node() : user + '@' + target.node();
  }

  /**
   * A fixed script for the other node's shell, with words as its arguments.
   *
   * @param script without a single quote
   */
  Command command(Target target, String script, String... words) {
    List<String> argv = argv(target);
    argv.addAll(List.of(host(target), remote(script, words)));
    return Command.of(argv);
  }

  static String remote(String script, String... words) {
    StringBuilder line = new StringBuilder("sh -c ").append(quoted(script)).append(" vigie");
    for (String each : words) {
      line.append(' ').append(quoted(each));
    }
    return line.toString();
  }

  /**
   * As one word, for a program that takes its remote shell as a line. It uses a connection there is
   * and leaves none behind: it runs in a directory that is unmounted next.
   */
  String line(Target target) {
    return argv(target, false).stream()
        .map(each -> each.indexOf(' ') < 0 ? each : quoted(each))
        .collect(Collectors.joining(" "));
  }

  static String quoted(String word) {
    return '\'' + word.replace("'", "'\\''") + '\'';
  }
}
