package io.vigie.agent.action;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of one service. */
final class DiskServiceState implements ServiceState {
  static final String ACTION = ".action";

  private static final Logger LOG = LoggerFactory.getLogger(DiskServiceState.class);
  private static final long PAUSE_MILLIS = 20;
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path lockFile;
  private final MarkFile frozen;
  private final MarkFile disabled;
  private final MarkFile startFailed;
  private final MarkFile abort;
  private final ActionFile action;
  private final OpenList programs;
  private final OpenList copies;

  /** Threads queue here: closing a file drops every lock this process has on it. */
  private final Semaphore mine = new Semaphore(1);

  private final LongSupplier stirred;
  private long stirredAt = -1;
  private long sign;

  /**
   * @param stirred another number once any action of this directory began or ended
   */
  DiskServiceState(Path directory, String service, LongSupplier stirred) {
    this.stirred = stirred;
    lockFile = directory.resolve(service + ".lock");
    frozen = new MarkFile(directory.resolve(service + ".frozen"));
    disabled = new MarkFile(directory.resolve(service + ".disabled"));
    startFailed = new MarkFile(directory.resolve(service + ".startfailed"));
    abort = new MarkFile(directory.resolve(service + ".abort"));
    action = new ActionFile(directory.resolve(service + ACTION));
    programs = new OpenList(directory.resolve(service + ".programs"));
    copies = new OpenList(directory.resolve(service + ".copies"));
  }

  @Override
  public boolean frozen() {
    return frozen.exists();
  }

  @Override
  public void freeze() throws IOException {
    frozen.write("");
  }

  @Override
  public void thaw() throws IOException {
    frozen.delete();
  }

  @Override
  public Disabled disabled() {
    return disabled.read().map(Disabled::parse).orElse(Disabled.NOTHING);
  }

  @Override
  public void disable(Disabled what) throws IOException {
    if (what.equals(Disabled.NOTHING)) {
      disabled.delete();
    } else {
      disabled.write(what.text());
    }
  }

  @Override
  public Optional<String> startFailed() {
    return startFailed.read();
  }

  @Override
  public void markStartFailed(String what) throws IOException {
    startFailed.write(what);
  }

  @Override
  public void clearStartFailed() throws IOException {
    startFailed.delete();
  }

  @Override
  public void abort(String action, String by) throws IOException {
    abort.write(action + ' ' + by);
  }

  @Override
  public String abortedBy(String action) {
    String asked = "";
    try {
      asked = abort.read().orElse("");
    } catch (UncheckedIOException e) {
      // an action that runs well is not lost for that
      LOG.atDebug().addKeyValue("action", action).setCause(e).log("abort not looked for");
    }
    return asked.startsWith(action + ' ') ? asked.substring(action.length() + 1) : "";
  }

  @Override
  public Optional<ActionBegin> action() {
    return action.read().map(ActionFile.Content::begin);
  }

  @Override
  public long sign() {
    long now = stirred.getAsLong();
    if (now != stirredAt || sign != 0) {
      stirredAt = now;
      sign = action.modified();
    }
    return sign;
  }

  @Override
  public Optional<Held> lock(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      if (!mine.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    Optional<Held> held = Optional.empty();
    try {
      held = lockAmongProcesses(deadline);
      return held;
    } finally {
      if (held.isEmpty()) {
        mine.release();
      }
    }
  }

  private Optional<Held> lockAmongProcesses(long deadline) throws IOException {
    Files.createDirectories(lockFile.getParent(), PRIVATE);
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
      while (!locked && System.nanoTime() - deadline < 0) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        locked = channel.tryLock() != null;
      }
      return locked ? Optional.of(new Holding(channel)) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private final class Holding implements Held {
    private final FileChannel channel;
    private final Optional<ActionFile.Content> found;
    private int lines;

    Holding(FileChannel channel) {
      this.channel = channel;
      found = action.read();
      lines = found.map(ActionFile.Content::lines).orElse(0);
    }

    @Override
    public Optional<Left> left() {
      return found.map(content -> new Left(content.begin(), content.end()));
    }

    @Override
    public void begin(ActionBegin begin) throws IOException {
      lines = 0;
      programs.delete();
      copies.delete();
      action.begin(begin);
    }

    @Override
    public synchronized int nextLine() {
      try {
        action.line();
      } catch (IOException e) {
        // a full disk: the number lives in memory, as the line may have to
        LOG.atDebug().setCause(e).log("line not counted on disk");
      }
      return lines++;
    }

    @Override
    public synchronized void programBegins(String mark) throws IOException {
      programs.begins(mark);
    }

    @Override
    public synchronized void programEnded(String mark) throws IOException {
      programs.ended(mark);
    }

    @Override
    public Set<String> programs() throws IOException {
      return programs.open();
    }

    @Override
    public synchronized void copyBegins(String copy) throws IOException {
      copies.begins(copy);
    }

    @Override
    public synchronized void copyTold(String copy) throws IOException {
      copies.ended(copy);
    }

    @Override
    public Set<String> copies() throws IOException {
      return copies.open();
    }

    @Override
    public void end(ActionEnd end) throws IOException {
      action.end(end);
    }

    @Override
    public void forget() throws IOException {
      action.delete();
      abort.delete();
      programs.delete();
      copies.delete();
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("file", lockFile).setCause(e).log("lock not given back");
      } finally {
        mine.release();
      }
    }
  }
}
