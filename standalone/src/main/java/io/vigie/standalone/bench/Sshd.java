package io.vigie.standalone.bench;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An sshd of a benchmark's own, for whoever runs it, on this host alone.
 *
 * @param home with its keys
 */
record Sshd(Path home, int port, Process process) implements AutoCloseable {
  private static final String HERE = "127.0.0.1";
  private static final int TRIES = 200;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  static Sshd start(Path home) throws IOException {
    SystemRunner runner = new SystemRunner();
    Path program =
        runner
            .find("sshd")
            .orElseThrow(
                () -> new IOException("sshd is not installed: apt install openssh-server"));
    keygen(runner, home.resolve("key"));
    keygen(runner, home.resolve("host"));
    int port = freePort();
    String key = Files.readString(home.resolve("host.pub")).strip();
    Files.writeString(home.resolve("known"), "[" + HERE + "]:" + port + ' ' + key + '\n');
    if ("root".equals(System.getProperty("user.name"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-D",
                "-e",
                "-f",
                "/dev/null",
                "-o",
                "Port=" + port,
                "-o",
                "ListenAddress=" + HERE,
                "-o",
                "HostKey=" + home.resolve("host"),
                "-o",
                "AuthorizedKeysFile=" + home.resolve("key.pub"),
                "-o",
                "StrictModes=no",
                "-o",
                "UsePAM=no",
                "-o",
                "PidFile=none")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("sshd.log").toFile())
            .start();
    Sshd sshd = new Sshd(home, port, process);
    sshd.await();
    return sshd;
  }

  private static void keygen(SystemRunner runner, Path file) throws IOException {
    CommandResult made =
        runner.run(
            Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()));
    if (!made.ok()) {
      throw new IOException(made.explain());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
      return socket.getLocalPort();
    }
  }

  private void await() throws IOException {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try {
        new Socket(HERE, port).close();
        return;
      } catch (ConnectException e) {
        // not yet
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    throw new IOException("sshd does not answer: " + Files.readString(home.resolve("sshd.log")));
  }

  /** Of a sync that reaches it. */
  String keywords() {
    return "ssh_port = "
        + port
        + "\nssh_key = "
        + home.resolve("key")
        + "\nssh_known_hosts = "
        + home.resolve("known")
        + '\n';
  }

  /** As rsync takes its remote shell. */
  String line() {
    return "ssh -p "
        + port
        + " -i "
        + home.resolve("key")
        + " -o BatchMode=yes -o IdentitiesOnly=yes -o UserKnownHostsFile="
        + home.resolve("known");
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
