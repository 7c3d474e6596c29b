package io.vigie.agent.action;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
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
  private final Path frozenMark;
  private final ActionFile action;

  /** Threads queue here: closing a file drops every lock this process has on it. */
  private final Semaphore mine = new Semaphore(1);

  DiskServiceState(Path directory, String service) {
    lockFile = directory.resolve(service + ".lock");
    frozenMark = directory.resolve(service + ".frozen");
    action = new ActionFile(directory.resolve(service + ACTION));
  }

  @Override
  public boolean frozen() {
    return Files.exists(frozenMark);
  }

  @Override
  public void freeze() throws IOException {
    try {
      Files.createFile(frozenMark);
    } catch (FileAlreadyExistsException e) {
      LOG.atDebug().addKeyValue("file", frozenMark).log("frozen already");
    }
  }

  @Override
  public void thaw() throws IOException {
    Files.deleteIfExists(frozenMark);
  }

  @Override
  public Optional<ActionBegin> action() {
    return action.read().map(ActionFile.Content::begin);
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
    public void end(ActionEnd end) throws IOException {
      action.end(end);
    }

    @Override
    public void forget() throws IOException {
      action.delete();
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
