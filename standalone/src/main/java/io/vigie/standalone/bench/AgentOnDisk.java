package io.vigie.standalone.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node's agent as it is installed: its launcher, its files, and services of five resources: a
 * flag, a directory and a process, which is monitored, and a volume group and an address that
 * nobody has.
 */
final class AgentOnDisk implements AutoCloseable {
  static final Path JAR = Path.of("agent-lite/target/vigie-agent.jar");
  private static final Path LAUNCHER = Path.of("agent-lite/sh/vigie-agent");
  private static final String NODE = "bench-node";
  private static final String TELLS_EVALUATIONS =
      "-Dorg.slf4j.simpleLogger.log.io.vigie.agent.Evaluation=debug";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern FIRST =
      Pattern.compile("millisSinceStart=(\\d+) the broker has the first report");
  private static final Pattern EVALUATION =
      Pattern.compile("services=(\\d+) millis=(\\d+) all services looked at");

  private final Path home;
  private final String java;
  private final String bootstrap;
  private final int services;
  private Process daemon;

  /**
   * @param java the java that runs it; empty for what the launcher finds
   */
  AgentOnDisk(Path home, String java, String bootstrap, int services) throws IOException {
    this.home = home;
    this.java = java;
    this.bootstrap = bootstrap;
    this.services = services;
    Files.createDirectories(home.resolve("etc/services"));
    Files.createDirectories(home.resolve("var"));
    Files.writeString(
        home.resolve("etc/agent.conf"),
        "[node]\nname = " + NODE + "\nenv = TST\n[kafka]\nbootstrap = " + bootstrap + "\n");
    for (int i = 0; i < services; i++) {
      Files.writeString(
          home.resolve("etc/services/" + service(i) + ".conf"),
          "[DEFAULT]\nnodes = "
              + NODE
              + "\n[fs#flag]\ntype = flag\n[fs#dir]\ntype = directory\npath = "
              + home.resolve("data").resolve(service(i))
              + "\n[app#nap]\ntype = simple\nmonitor = true\nstart = sleep "
              + nap(i)
              + "\n[disk#vg]\ntype = vg\ntags = noaction\nname = "
              + service(i)
              + "\n[ip#0]\ntags = noaction\nipdev = lo\nipname = "
              + "127.9.%d.%d".formatted(i / 250, i % 250 + 1)
              + "\n");
    }
  }

  static String service(int number) {
    return "bench%03d".formatted(number);
  }

  /** What the service's process sleeps for: no other process has this argument. */
  private static String nap(int number) {
    return Long.toString(86_000_000L + ProcessHandle.current().pid() * 1_000 + number);
  }

  /**
   * Starts the agent.
   *
   * @return milliseconds from the start of the process to the first report that the broker took
   */
  long run() throws IOException {
    Path log = home.resolve("agent.log");
    daemon = launch(log, "run");
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < LIMIT.toNanos() && daemon.isAlive()) {
      Matcher first = FIRST.matcher(Files.readString(log));
      if (first.find()) {
        return Long.parseLong(first.group(1));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new IllegalStateException("no report was taken: " + Files.readString(log));
  }

  /**
   * A bare producer in the agent's place: the running agent's java, flags and archive of classes.
   *
   * @return milliseconds from the start of its process to the record that the broker took
   */
  long bareProducer() throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>();
    argv.add(daemon.info().command().orElseThrow());
    for (String word : arguments(daemon.toHandle())) {
      argv.add(word);
      if (word.equals("-cp")) {
        break;
      }
    }
    argv.add(
        JAR.toAbsolutePath()
            + ":"
            + BareProducer.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    argv.addAll(List.of(BareProducer.class.getName(), bootstrap));
    Path log = home.resolve("bare.log");
    Process process =
        new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    String said = process.waitFor() == 0 ? Files.readString(log).strip() : "";
    if (!said.matches("\\d+")) {
      throw new IllegalStateException("the bare producer said: " + Files.readString(log));
    }
    return Long.parseLong(said);
  }

  long pid() {
    return daemon.pid();
  }

  /** How long each look at all services took since the agent was started, milliseconds. */
  List<Long> evaluations() throws IOException {
    return EVALUATION
        .matcher(Files.readString(home.resolve("agent.log")))
        .results()
        .filter(each -> Integer.parseInt(each.group(1)) == services)
        .map(each -> Long.parseLong(each.group(2)))
        .toList();
  }

  /**
   * Runs a command to its end.
   *
   * @return nanoseconds it took
   * @throws IllegalStateException when its exit code is not 0
   */
  long command(String... words) throws IOException, InterruptedException {
    Path log = home.resolve("command.log");
    long begin = System.nanoTime();
    Process process = launch(log, words);
    int code = process.waitFor();
    long took = System.nanoTime() - begin;
    if (code != 0) {
      throw new IllegalStateException(
          String.join(" ", words) + " ended with " + code + ": " + Files.readString(log));
    }
    return took;
  }

  /**
   * kill -9 of the service's process.
   *
   * @return when, milliseconds since 1970
   */
  long kill(int number) {
    ProcessHandle process =
        process(number)
            .orElseThrow(() -> new IllegalStateException(service(number) + " has no process"));
    long now = System.currentTimeMillis();
    process.destroyForcibly();
    return now;
  }

  /** SIGTERM, and its end. */
  void stop() throws InterruptedException {
    daemon.destroy();
    daemon.waitFor();
  }

  private Process launch(Path log, String... words) throws IOException {
    List<String> argv = new ArrayList<>(List.of(LAUNCHER.toAbsolutePath().toString()));
    argv.addAll(List.of(words));
    argv.addAll(List.of("--etc", home.resolve("etc").toString()));
    argv.addAll(List.of("--var", home.resolve("var").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("VIGIE_AGENT_OPTS", TELLS_EVALUATIONS);
    if (!java.isEmpty()) {
      builder.environment().put("VIGIE_AGENT_JAVA", java);
    }
    return builder.start();
  }

  private static Optional<ProcessHandle> process(int number) {
    String nap = nap(number);
    return ProcessHandle.allProcesses().filter(each -> arguments(each).contains(nap)).findFirst();
  }

  private static List<String> arguments(ProcessHandle process) {
    return process.info().arguments().map(Arrays::asList).orElse(List.of());
  }

  /** Ends the agent and what its services left: processes and flags. */
  @Override
  public void close() throws IOException {
    if (daemon != null) {
      daemon.destroy();
      daemon.onExit().join();
    }
    for (int i = 0; i < services; i++) {
      process(i).ifPresent(ProcessHandle::destroyForcibly);
    }
    try (DirectoryStream<Path> flags =
        Files.newDirectoryStream(Path.of("/dev/shm"), "vigie:default:" + NODE + ":*")) {
      for (Path flag : flags) {
        Files.delete(flag);
      }
    }
  }
}
