package io.vigie.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.wire.RequestKey;
import io.vigie.embedded.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node in a directory: real files, a real agent and real commands, each a process. */
final class AgentNode implements AutoCloseable {
  private final String name;
  private final Path home;
  private final String nap;
  private JavaProcess daemon;

  AgentNode(Path home, String name, String bootstrap) throws IOException {
    this.home = home;
    this.name = name;
    // what its application sleeps for: no other process has this argument
    nap = Long.toString(86_400_000L + System.nanoTime() % 100_000_000L);
    Files.createDirectories(home.resolve("etc/services"));
    Files.writeString(
        home.resolve("etc/agent.conf"),
        "[node]\nname = " + name + "\nenv = TST\n[kafka]\nbootstrap = " + bootstrap + "\n");
  }

  Path home() {
    return home;
  }

  void service(String service, String resources) throws IOException {
    Files.writeString(
        home.resolve("etc/services/" + service + ".conf"),
        "[DEFAULT]\nnodes = " + name + "\n" + resources.replace("NAP", nap));
  }

  /** Takes those requests of the collector whose key that is. */
  void taking(String actions, PublicKey key) throws IOException {
    Files.writeString(
        home.resolve("etc/agent.conf"),
        "[requests]\nenabled = true\nactions = " + actions + "\n",
        StandardOpenOption.APPEND);
    Path pem = Files.writeString(home.resolve("console.pem"), RequestKey.pem(key));
    Answer trust = command("trust", pem.toString());
    assertThat(trust.exit()).as(trust.err()).isZero();
    assertThat(trust.out()).startsWith("trusted: " + RequestKey.fingerprint(key) + "\n");
  }

  void run() {
    daemon = JavaProcess.start(AgentMain.class, Map.of(), with("run"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> daemon.output().contains("agent started") || !daemon.isAlive());
    assertThat(daemon.output()).contains("agent started");
  }

  String log() {
    return daemon.output();
  }

  /** SIGTERM, and its end. */
  void stop() {
    daemon.close();
    daemon = null;
  }

  /** kill -9. */
  void kill() {
    daemon.kill();
    daemon = null;
  }

  JavaProcess begin(String... words) {
    return JavaProcess.start(AgentMain.class, Map.of(), with(words));
  }

  /** What a command answered. */
  record Answer(int exit, String out, String err) {}

  Answer command(String... words) {
    return command(List.of(), words);
  }

  /** As a user who may do no more than files say: root is root without its capabilities. */
  Answer commandWithoutRights(String... words) {
    boolean root = System.getProperty("user.name").equals("root");
    return command(
        root
            ? List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--")
            : List.of(),
        words);
  }

  private Answer command(List<String> prefix, String... words) {
    List<String> argv = new ArrayList<>(prefix);
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    argv.add(System.getProperty("java.class.path"));
    argv.add(AgentMain.class.getName());
    argv.addAll(List.of(with(words)));
    try {
      Path out = Files.createTempFile(home, "out", "");
      Path err = Files.createTempFile(home, "err", "");
      Process process =
          new ProcessBuilder(argv).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("no answer to " + List.of(words));
      }
      return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** kill -9 of the application; whether there was one. */
  boolean killApplication() {
    return ProcessHandle.allProcesses()
        .filter(each -> List.of(each.info().arguments().orElse(new String[0])).contains(nap))
        .map(ProcessHandle::destroyForcibly)
        .reduce(false, Boolean::logicalOr);
  }

  private String[] with(String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.addAll(List.of("--etc", home.resolve("etc").toString()));
    args.addAll(List.of("--var", home.resolve("var").toString()));
    return args.toArray(new String[0]);
  }

  @Override
  public void close() {
    if (daemon != null) {
      daemon.kill();
    }
    killApplication();
    removeFlags();
  }

  private void removeFlags() {
    try (DirectoryStream<Path> flags =
        Files.newDirectoryStream(Path.of("/dev/shm"), "vigie:default:" + name + ":*")) {
      for (Path flag : flags) {
        Files.delete(flag);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
