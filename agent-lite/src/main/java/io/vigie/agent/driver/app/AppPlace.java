package io.vigie.agent.driver.app;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.process.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the agent keeps what it must know of one application: which process it is, and what that
 * wrote.
 *
 * @param base path without its ending, {@code VAR/apps/SERVICE/RID}
 */
public record AppPlace(Path base) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static volatile String boot;
  static final String MARK = "VIGIE_APP";

  private static final long LONGEST_LOG = 10L << 20;

  public static AppPlace of(Path apps, ServiceDefinition service, ResourceDefinition resource) {
    Path folder = apps.toAbsolutePath().resolve(service.id().service());
    return new AppPlace(folder.resolve(resource.rid().toString()));
  }

  /** In the environment of all that belongs to the application. */
  String mark() {
    return MARK + '=' + base;
  }

  private Path record() {
    return base.resolveSibling(base.getFileName() + ".pid");
  }

  Path log() {
    return base.resolveSibling(base.getFileName() + ".log");
  }

  /** Makes the place; a log that grew long begins anew, the old one kept beside it. */
  void prepare() throws IOException {
    Files.createDirectories(base.getParent());
    if (Files.exists(log()) && Files.size(log()) > LONGEST_LOG) {
      Path old = log().resolveSibling(log().getFileName() + ".1");
      Files.move(log(), old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The recorded process, if it lives: the same pid with the same start in the same boot. */
  Optional<Proc> process() throws IOException {
    String[] words;
    try {
      words = Files.readString(record()).strip().split(" ");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (words.length != 3 || !words[2].equals(boot())) {
      return Optional.empty();
    }
    long started = Long.parseLong(words[1]);
    return Proc.of(Long.parseLong(words[0]))
        .filter(each -> each.started() == started && each.alive());
  }

  void record(Proc process) throws IOException {
    replace(record(), process.pid() + " " + process.started() + " " + boot() + "\n");
  }

  void forget() throws IOException {
    Files.deleteIfExists(record());
  }

  /** How a task ended, and when. */
  record Run(int exit, Instant at) {}

  /** Empty before the first. */
  Optional<Run> lastRun() throws IOException {
    if (!Files.exists(last())) {
      return Optional.empty();
    }
    String[] words = Files.readString(last()).strip().split(" ");
    return Optional.of(
        new Run(Integer.parseInt(words[0]), Instant.ofEpochSecond(Long.parseLong(words[1]))));
  }

  void ran(int exit) throws IOException {
    replace(last(), exit + " " + Instant.now().getEpochSecond() + "\n");
  }

  private Path last() {
    return base.resolveSibling(base.getFileName() + ".last");
  }

  private static void replace(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  // the same for as long as this process can live
  private static String boot() throws IOException {
    if (boot == null) {
      boot = Files.readString(BOOT).strip();
    }
    return boot;
  }
}
