package io.vigie.standalone.demo;

import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real agent of this host beside the fleet, as a process of its own, with one real service. */
final class HostAgent implements AutoCloseable {
  private static final String SERVICE = "lighthouse";

  /** A number nobody else sleeps for: the service's process is recognised by it. */
  private static final String NAP = "86400017";

  /** A machine that is busy with the fleet's first reports is slow to start a process. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home;
  private final String node;
  private final Process daemon;

  private HostAgent(Path home, String node, Process daemon) {
    this.home = home;
    this.node = node;
    this.daemon = daemon;
  }

  static HostAgent start(Path folder, String bootstrap, Terminal terminal, UntilStopped stop)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Path home = folder.toAbsolutePath();
    String node = nodeName();
    configure(home, node, bootstrap);
    Process daemon = launch(home, List.of("run"), home.resolve("agent.log"));
    HostAgent agent = stop.own(new HostAgent(home, node, daemon));
    agent.startService();
    terminal.step("agent of this host, " + node, Duration.ofNanos(System.nanoTime() - begin));
    return agent;
  }

  String service() {
    return SERVICE;
  }

  String node() {
    return node;
  }

  /** Process id of the service's process; asked anew, for a restart gives it another. */
  long servicePid() {
    return ProcessHandle.allProcesses()
        .filter(process -> arguments(process).contains(NAP))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the service of this host is not running"));
  }

  String startCommand() {
    return "./vigie agent start "
        + SERVICE
        + " --etc "
        + home.resolve("etc")
        + " --var "
        + home.resolve("var");
  }

  private void startService() throws IOException, InterruptedException {
    Path log = home.resolve("start.log");
    Process start = launch(home, List.of("start", SERVICE), log);
    boolean ended = start.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      start.destroyForcibly();
    }
    if (!ended || start.exitValue() != 0) {
      throw new IllegalStateException(
          "the service of this host did not start"
              + (ended ? ": " : " within " + PATIENCE.toSeconds() + " s: ")
              + Files.readString(log).strip()
              + "; its agent's own log is "
              + home.resolve("agent.log"));
    }
  }

  @Override
  public void close() {
    ProcessHandle agent = daemon.toHandle();
    agent.destroy();
    agent.onExit().completeOnTimeout(agent, 10, TimeUnit.SECONDS).join();
    agent.destroyForcibly();
    ProcessHandle.allProcesses()
        .filter(process -> arguments(process).contains(NAP))
        .forEach(ProcessHandle::destroy);
  }

  private static void configure(Path home, String node, String bootstrap) throws IOException {
    Path services = Files.createDirectories(home.resolve("etc/services"));
    Files.writeString(
        home.resolve("etc/agent.conf"),
        """
        [node]
        name = %s
        env = TST
        site = here

        [kafka]
        bootstrap = %s
        """
            .formatted(node, bootstrap));
    Files.writeString(
        services.resolve(SERVICE + ".conf"),
        """
        [DEFAULT]
        app = DEMO
        env = TST
        nodes = %s
        comment = a real process and a real directory of this host

        [fs#data]
        type = directory
        path = %s

        [app#lamp]
        type = simple
        start = sleep %s
        """
            .formatted(node, home.resolve("data"), NAP));
  }

  private static Process launch(Path home, List<String> command, Path log) throws IOException {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx48m", "-jar"));
    argv.add(Path.of("agent-lite/target/vigie-agent.jar").toAbsolutePath().toString());
    argv.addAll(command);
    argv.addAll(List.of("--etc", home.resolve("etc").toString()));
    argv.addAll(List.of("--var", home.resolve("var").toString()));
    return new ProcessBuilder(argv)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
        .start();
  }

  private static List<String> arguments(ProcessHandle process) {
    return process.info().arguments().map(Arrays::asList).orElse(List.of());
  }

  private static String nodeName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return name.isEmpty() || !Character.isLetterOrDigit(name.charAt(0)) ? "this-host" : name;
    } catch (IOException e) {
      return "this-host";
    }
  }
}
