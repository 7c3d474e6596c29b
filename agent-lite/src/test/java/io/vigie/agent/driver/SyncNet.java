package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that receive copies: each a network of its own with an sshd, and a view of the files in
 * which the agent's directory and {@code /target} are its own. This machine is the one that sends.
 */
final class SyncNet implements AutoCloseable {
  /** A port of its own: this machine may have an sshd. */
  private static final int PORT = 22;

  private final SystemRunner runner = new SystemRunner();
  private final String suffix = Long.toString(ProcessHandle.current().pid(), 36);
  private final String bridge = "vgs" + suffix;
  private final Path home;
  private final List<Process> daemons = new ArrayList<>();
  private int nodes;

  SyncNet(Path home) throws IOException {
    this.home = home;
    must("ip", "link", "add", bridge, "type", "bridge");
    must("ip", "addr", "add", "10.219.6.1/24", "dev", bridge);
    must("ip", "link", "set", bridge, "up");
    Files.createDirectories(Path.of("/run/sshd"));
    Files.createDirectories(var());
    must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home.resolve("key").toString());
    must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home.resolve("host").toString());
    Files.copy(home.resolve("key.pub"), home.resolve("authorized"));
    Files.createFile(home.resolve("known"));
  }

  static boolean isPossible() {
    SystemRunner runner = new SystemRunner();
    return runner.find("rsync").isPresent()
        && runner.find("sshd").isPresent()
        && runner.find("ssh-keygen").isPresent()
        && runner.run(Command.of("ip", "netns", "list")).ok();
  }

  /** Where the agent writes, on this node. */
  Path var() {
    return home.resolve("var");
  }

  /** Keywords of a sync that reach the nodes. */
  String keywords() {
    return "ssh_key = "
        + home.resolve("key")
        + "\nssh_known_hosts = "
        + home.resolve("known")
        + "\nssh_timeout = 3s\n";
  }

  /** The name of a new node, which is its address. */
  String node() throws IOException {
    String name = "10.219.6." + (++nodes + 1);
    String space = space(name);
    Files.createDirectories(target(name));
    Files.createDirectories(var(name));
    must("ip", "netns", "add", space);
    must("ip", "link", "add", link(name), "type", "veth", "peer", "name", "eth0", "netns", space);
    must("ip", "link", "set", link(name), "master", bridge, "up");
    must("ip", "-n", space, "addr", "add", name + "/24", "dev", "eth0");
    must("ip", "-n", space, "link", "set", "eth0", "up");
    must("ip", "-n", space, "link", "set", "lo", "up");
    String key = Files.readString(home.resolve("host.pub")).strip();
    Files.writeString(
        home.resolve("known"), Files.readString(home.resolve("known")) + name + ' ' + key + '\n');
    Files.createDirectories(Path.of("/srv/vigie-target"));
    listen(name);
    return name;
  }

  /** Its sshd, once more after {@link #cut}. */
  void listen(String name) throws IOException {
    Path log = home.resolve(name + ".log");
    String script =
        "mount --make-rprivate / && mount --bind "
            + var(name)
            + ' '
            + var()
            + " && mount --bind "
            + target(name)
            + " /srv/vigie-target && exec /usr/sbin/sshd -D -e -f /dev/null -o Port="
            + PORT
            + " -o HostKey="
            + home.resolve("host")
            + " -o AuthorizedKeysFile="
            + home.resolve("authorized")
            + " -o StrictModes=no -o UsePAM=no -o PidFile=none -o PermitRootLogin=prohibit-password";
    daemons.add(
        new ProcessBuilder("ip", "netns", "exec", space(name), "sh", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start());
    await().atMost(Duration.ofSeconds(20)).until(() -> answers(name));
  }

  private static boolean answers(String name) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(name, PORT), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What {@code /srv/vigie-target} is there. */
  Path target(String name) {
    return home.resolve(name).resolve("target");
  }

  /** What it sees there, also what is mounted in its own view. */
  Path seen(String name) {
    int number = Integer.parseInt(name.substring(name.lastIndexOf('.') + 1)) - 2;
    return Path.of("/proc/" + daemons.get(number).pid() + "/root/srv/vigie-target");
  }

  /** Runs a line of its shell. */
  CommandResult on(String name, String line) {
    return must(
        "ssh",
        "-o",
        "BatchMode=yes",
        "-o",
        "UserKnownHostsFile=" + home.resolve("known"),
        "-i",
        home.resolve("key").toString(),
        name,
        line);
  }

  /** Where its agent writes. */
  Path var(String name) {
    return home.resolve(name).resolve("var");
  }

  /** Takes the cable out. */
  void cut(String name) {
    must("ip", "link", "set", link(name), "down");
  }

  void mend(String name) {
    must("ip", "link", "set", link(name), "up");
  }

  private String space(String name) {
    return "vgs" + suffix + '-' + name.substring(name.lastIndexOf('.') + 1);
  }

  private String link(String name) {
    return "vgl" + suffix + '-' + name.substring(name.lastIndexOf('.') + 1);
  }

  CommandResult must(String... argv) {
    CommandResult result = runner.run(Command.of(argv));
    assertThat(result.ok()).as(result.explain()).isTrue();
    return result;
  }

  @Override
  public void close() {
    for (Process each : daemons) {
      each.descendants().forEach(ProcessHandle::destroyForcibly);
      each.destroyForcibly();
    }
    for (int i = 1; i <= nodes; i++) {
      runner.run(Command.of("ip", "netns", "del", space("." + (i + 1))));
    }
    runner.run(Command.of("ip", "link", "del", bridge));
    runner.run(Command.of("rmdir", "/srv/vigie-target"));
  }
}
