package io.vigie.agent.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A lock file between processes; the kernel frees it when its holder dies. */
final class SpoolLock implements AutoCloseable {
  private static final long PAUSE_NANOS = 500_000;

  private final FileChannel channel;
  private FileLock held;

  private SpoolLock(FileChannel channel) {
    this.channel = channel;
  }

  static SpoolLock on(Path path) throws IOException {
    return new SpoolLock(PrivateFiles.open(path));
  }

  /** False when somebody else has kept it all that time. */
  boolean acquire(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!tryAcquire()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  boolean tryAcquire() throws IOException {
    try {
      held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      // another spool of this very process has it: the same answer as another process
      return false;
    }
  }

  void release() throws IOException {
    if (held != null) {
      held.release();
      held = null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
