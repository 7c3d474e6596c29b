package io.vigie.standalone.proof;

import io.vigie.agent.cli.AgentMain;
import io.vigie.embedded.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real node: a pair of network namespaces (this one and a neighbour's), an image with an ext4 on
 * it, and a real agent with one service of an address, a loop device, a filesystem and an
 * application.
 */
final class RealNode implements AutoCloseable {
  static final String SERVICE = "harbour";
  static final String NODE = "real1";
  static final String ADDRESS = "10.213.7.10";

  private static final String DEVICE = "vigie-t0";
  private static final String PEER = "vigie-t1";
  private static final String NEIGHBOUR = "vigie-t";

  private final Path home;
  private final String nap;
  private JavaProcess daemon;

  RealNode(Path home, String bootstrap) throws IOException {
    this.home = home;
    // what the application sleeps for: nobody else's process has this argument
    nap = "8640" + ProcessHandle.current().pid();
    layNetwork();
    configure(bootstrap);
  }

  Path mountPoint() {
    return home.resolve("srv");
  }

  /** Takes requests of the collector that has this key. */
  void trust(String pem) throws IOException {
    Files.writeString(home.resolve("etc/request.pub"), pem);
  }

  void run() {
    daemon = JavaProcess.start(AgentMain.class, Map.of(), args("run"));
  }

  String daemonOutput() {
    return daemon.output();
  }

  /** The agent's command line; its output. */
  String command(String... words) throws IOException, InterruptedException {
    JavaProcess cli = JavaProcess.start(AgentMain.class, Map.of(), args(words));
    while (cli.isAlive()) {
      ProcessHandle.of(cli.pid())
          .map(ProcessHandle::onExit)
          .ifPresent(java.util.concurrent.CompletableFuture::join);
    }
    return cli.output();
  }

  /** kill -9 of the service's application. */
  void killApplication() {
    ProcessHandle.allProcesses()
        .filter(process -> process.info().arguments().map(List::of).orElse(List.of()).contains(nap))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Whether the service's address answers from the neighbour's namespace. */
  boolean addressAnswers() {
    return exec("ip", "netns", "exec", NEIGHBOUR, "ping", "-c", "1", "-W", "1", ADDRESS) == 0;
  }

  boolean isMounted() throws IOException {
    return Files.readString(Path.of("/proc/self/mounts")).contains(" " + mountPoint() + " ext4 ");
  }

  private String[] args(String... words) {
    String[] args = new String[words.length + 4];
    System.arraycopy(words, 0, args, 0, words.length);
    args[words.length] = "--etc";
    args[words.length + 1] = home.resolve("etc").toString();
    args[words.length + 2] = "--var";
    args[words.length + 3] = home.resolve("var").toString();
    return args;
  }

  private void layNetwork() {
    must("ip", "netns", "add", NEIGHBOUR);
    must("ip", "link", "add", DEVICE, "type", "veth", "peer", "name", PEER);
    must("ip", "link", "set", PEER, "netns", NEIGHBOUR);
    must("ip", "link", "set", DEVICE, "up");
    must("ip", "netns", "exec", NEIGHBOUR, "ip", "addr", "add", "10.213.7.2/24", "dev", PEER);
    must("ip", "netns", "exec", NEIGHBOUR, "ip", "link", "set", PEER, "up");
  }

  private void configure(String bootstrap) throws IOException {
    Path image = home.resolve("harbour.img");
    must("truncate", "-s", "24M", image.toString());
    must("mkfs.ext4", "-q", "-F", image.toString());
    Path services = Files.createDirectories(home.resolve("etc/services"));
    Files.writeString(
        home.resolve("etc/agent.conf"),
        """
        [node]
        name = %s
        env = PRD

        [kafka]
        bootstrap = %s

        [requests]
        enabled = true
        """
            .formatted(NODE, bootstrap));
    Files.writeString(
        services.resolve(SERVICE + ".conf"),
        """
        [DEFAULT]
        app = PORT
        env = PRD
        nodes = %s

        [ip#0]
        ipname = %s
        ipdev = %s
        netmask = 24

        [disk#0]
        type = loop
        file = %s

        [fs#0]
        type = ext4
        dev = %s
        mnt = %s

        [app#0]
        type = simple
        start = sleep %s
        """
            .formatted(NODE, ADDRESS, DEVICE, image, image, mountPoint(), nap),
        StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    killApplication();
    if (daemon != null) {
      daemon.close();
    }
    exec("umount", mountPoint().toString());
    exec(
        "sh",
        "-c",
        "losetup -j " + home.resolve("harbour.img") + " | cut -d: -f1 | xargs -r losetup -d");
    exec("ip", "link", "del", DEVICE);
    exec("ip", "netns", "del", NEIGHBOUR);
  }

  private static void must(String... argv) {
    int code = exec(argv);
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", argv) + " ended with " + code);
    }
  }

  private static int exec(String... argv) {
    try {
      Process process =
          new ProcessBuilder(argv)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
