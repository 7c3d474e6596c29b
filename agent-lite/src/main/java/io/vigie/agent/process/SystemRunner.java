package io.vigie.agent.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs programs of this machine. The thread that asks does all of it; there is no other. */
public final class SystemRunner implements CommandRunner {
  private static final Logger LOG = LoggerFactory.getLogger(SystemRunner.class);

  private static final int NOT_RUN = 127;
  private static final int KILLED = 137;
  private static final long LOOK_MILLIS = 10;
  private static final int KILL_ROUNDS = 50;

  /** A time-out of zero has no step to borrow from here. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final List<String> USUAL =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private static final List<Path> OWN = own();

  /** Where programs are: a daemon's own PATH often lacks what only root uses. */
  private static final List<Path> PLACES = places();

  @Override
  public CommandResult run(Command command, Consumer<OutputLine> live) {
    return run(command, live, () -> false);
  }

  @Override
  public CommandResult run(Command command, Consumer<OutputLine> live, BooleanSupplier unwanted) {
    long begin = System.nanoTime();
    String mark = command.environment().getOrDefault(MARK, UUID.randomUUID().toString());
    OutputLines output = new OutputLines(command.secrets(), live);
    Process process;
    try {
      ProcessBuilder builder = builder(command, command.argv());
      builder.environment().put(MARK, mark);
      process = builder.redirectInput(new File("/dev/null")).start();
    } catch (IOException e) {
      output.add(true, Masked.text("cannot be run: " + e.getMessage(), command.secrets()));
      return result(command, NOT_RUN, false, output, begin, 0);
    }
    ProcessTree tree = new ProcessTree(process.pid(), MARK + '=' + mark);
    Duration patience = command.timeout().isZero() ? LONGEST : command.timeout();
    boolean ended = hearOut(process, output, begin + patience.toNanos(), unwanted);
    if (!ended) {
      kill(tree, process);
    }
    boolean timedOut =
        !ended && !unwanted.getAsBoolean() && !Thread.currentThread().isInterrupted();
    int exit = process.isAlive() ? KILLED : process.exitValue();
    return result(command, exit, timedOut, output, begin, process.pid());
  }

  /** Whether it ended by itself. */
  private static boolean hearOut(
      Process process, OutputLines output, long deadline, BooleanSupplier unwanted) {
    OutputLines.Source out = output.new Source(process.getInputStream(), false);
    OutputLines.Source err = output.new Source(process.getErrorStream(), true);
    boolean ended = false;
    try {
      while (!ended && !unwanted.getAsBoolean() && System.nanoTime() - deadline < 0) {
        ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        take(process, out);
        take(process, err);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      output.add(true, "its output cannot be read: " + e.getMessage());
    }
    out.finish();
    err.finish();
    return ended;
  }

  private static void take(Process process, OutputLines.Source source) throws IOException {
    try {
      source.take();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      // the JDK takes the rest of a pipe into memory when its process ends; it is there now
      source.take();
    }
  }

  private static void kill(ProcessTree tree, Process process) {
    boolean interrupted = Thread.interrupted();
    try {
      // again and again: what forks while it is killed leaves a child that was not seen
      List<Proc> left = tree.alive();
      for (int i = 0; i < KILL_ROUNDS && !left.isEmpty(); i++) {
        left.forEach(Proc::kill);
        process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        left = tree.alive();
      }
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        LOG.atWarn().addKeyValue("pid", process.pid()).log("killed, and still there");
      }
    } catch (IOException e) {
      process.destroyForcibly();
      LOG.atWarn().addKeyValue("pid", process.pid()).setCause(e).log("its children not looked for");
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean runs(String mark) {
    return !alive(mark).isEmpty();
  }

  @Override
  public void kill(String mark) {
    List<Proc> left = alive(mark);
    for (int i = 0; i < KILL_ROUNDS && !left.isEmpty(); i++) {
      left.forEach(Proc::kill);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
      left = alive(mark);
    }
  }

  private static List<Proc> alive(String mark) {
    try {
      return new ProcessTree(0, MARK + '=' + mark).alive();
    } catch (IOException e) {
      throw new UncheckedIOException("processes cannot be listed", e);
    }
  }

  @Override
  public Detached detach(Command command, Path log) throws IOException {
    String program = command.argv().get(0);
    // setsid could only say so when nobody listens any more
    if (find(program).isEmpty() && !isRelative(program)) {
      throw new IOException(program + " is not there, or is not executable");
    }
    List<String> argv = new ArrayList<>(List.of("setsid"));
    argv.addAll(command.argv());
    File nowhere = new File("/dev/null");
    Process process =
        builder(command, argv)
            .redirectInput(nowhere)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log == null ? nowhere : log.toFile()))
            .start();
    return new Detached() {
      @Override
      public long pid() {
        // setsid becomes the program: it forks only when it leads a group, and a child never does
        return process.pid();
      }

      @Override
      public Optional<Integer> exit() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
      }
    };
  }

  @Override
  public Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(SystemRunner::isProgram);
    }
    return PLACES.stream()
        .map(place -> place.resolve(program))
        .filter(SystemRunner::isProgram)
        .findFirst();
  }

  private ProcessBuilder builder(Command command, List<String> argv) {
    Path directory = command.directory() == null ? Path.of("/") : command.directory();
    ProcessBuilder builder = new ProcessBuilder(named(argv)).directory(directory.toFile());
    builder
        .environment()
        .put("PATH", PLACES.stream().map(Path::toString).collect(Collectors.joining(":")));
    builder.environment().putAll(command.environment());
    return builder;
  }

  // the JDK looks on the agent's own PATH only; a name that it finds there stays as it is written
  private List<String> named(List<String> argv) {
    String program = argv.get(0);
    Optional<Path> found = find(program);
    if (program.contains("/") || found.isEmpty() || OWN.contains(found.get().getParent())) {
      return argv;
    }
    List<String> words = new ArrayList<>(argv);
    words.set(0, found.get().toString());
    return words;
  }

  private static List<Path> own() {
    List<Path> own = new ArrayList<>();
    for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (place.startsWith("/")) {
        own.add(Path.of(place));
      }
    }
    return own;
  }

  private static List<Path> places() {
    Set<Path> places = new LinkedHashSet<>(OWN);
    for (String place : USUAL) {
      places.add(Path.of(place));
    }
    return List.copyOf(places);
  }

  private static boolean isRelative(String program) {
    return program.contains("/") && !program.startsWith("/");
  }

  private static boolean isProgram(Path path) {
    return Files.isExecutable(path) && !Files.isDirectory(path);
  }

  private static CommandResult result(
      Command command, int exit, boolean timedOut, OutputLines output, long begin, long pid) {
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return new CommandResult(command, exit, timedOut, output.lines(), output.dropped(), took, pid);
  }
}
