package io.vigie.agent.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process as /proc shows it; no program is run to look.
 *
 * @param session pid of the leader of its session
 * @param state letter of the kernel's, {@code Z} for one that is dead and not yet reaped
 * @param started clock ticks since boot: with its pid it names one process until the next boot
 */
public record Proc(long pid, long parent, long session, char state, long started) {
  private static final Path ROOT = Path.of("/proc");
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int STARTED = 19;

  /** USER_HZ is 100 on every Linux that Java runs on. */
  private static final int MILLIS_PER_TICK = 10;

  /** Empty when there is none. */
  public static Optional<Proc> of(long pid) {
    try {
      return Optional.of(parse(Files.readString(ROOT.resolve(pid + "/stat"))));
    } catch (IOException e) {
      // gone, perhaps between the opening and the reading
      return Optional.empty();
    }
  }

  public static List<Proc> all() throws IOException {
    List<Proc> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT, "[0-9]*")) {
      for (Path entry : entries) {
        of(Long.parseLong(entry.getFileName().toString())).ifPresent(all::add);
      }
    }
    return all;
  }

  // the name stands in parentheses and may hold blanks and parentheses itself
  static Proc parse(String stat) {
    String[] rest = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
    return new Proc(
        Long.parseLong(stat.substring(0, stat.indexOf(' '))),
        Long.parseLong(rest[PARENT]),
        Long.parseLong(rest[SESSION]),
        rest[STATE].charAt(0),
        Long.parseLong(rest[STARTED]));
  }

  public boolean alive() {
    return state != 'Z' && state != 'X';
  }

  /**
   * How long this process has run, to a hundredth of a second: the start that {@link ProcessHandle}
   * tells is off by up to a second, as the kernel's boot time is. Zero when /proc does not tell.
   */
  public static Duration age() {
    try {
      String up = Files.readString(ROOT.resolve("uptime"));
      long hundredths = Math.round(Double.parseDouble(up.substring(0, up.indexOf(' '))) * 100);
      long started = parse(Files.readString(ROOT.resolve("self/stat"))).started;
      return Duration.ofMillis((hundredths - started) * MILLIS_PER_TICK);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  /** Is there as long as the process is, dead or alive. */
  public File place() {
    return ROOT.resolve(Long.toString(pid)).toFile();
  }

  /** Whether it was born with that {@code NAME=value}; false when that may not be read. */
  public boolean bornWith(String variable) {
    try {
      byte[] environment = Files.readAllBytes(ROOT.resolve(pid + "/environ"));
      return ("\0" + new String(environment, StandardCharsets.UTF_8))
          .contains("\0" + variable + "\0");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether these are its words, as it was started and has not changed them since. */
  public boolean runs(List<String> argv) {
    try {
      byte[] words = Files.readAllBytes(ROOT.resolve(pid + "/cmdline"));
      return new String(words, StandardCharsets.UTF_8).equals(String.join("\0", argv) + '\0');
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether this very process still lives. */
  public boolean lives() {
    return of(pid).filter(now -> now.started == started && now.alive()).isPresent();
  }

  /** Asks it to end (SIGTERM). */
  public void terminate() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** Ends it (SIGKILL). */
  public void kill() {
    handle().ifPresent(ProcessHandle::destroyForcibly);
  }

  // the handle remembers when it began, so that a pid given anew is not hit
  private Optional<ProcessHandle> handle() {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    return lives() ? handle : Optional.empty();
  }
}
