package io.vigie.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process at a time on a folder; the kernel gives it back when the process ends, however. */
final class FolderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  private static final long AGAIN_NANOS = 50_000_000;

  private final FileLock lock;

  private FolderLock(FileLock lock) {
    this.lock = lock;
  }

  /**
   * @param folder made when missing
   * @param what uses it, for the message
   * @throws IllegalStateException when another one has it
   */
  static FolderLock take(Path folder, String what) {
    try {
      Path file = Files.createDirectories(folder).resolve("vigie.lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new IllegalStateException(
            "another "
                + what
                + " uses "
                + folder
                + ": stop it first, or give this one a folder of its own");
      }
      return new FolderLock(lock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + folder, e);
    }
  }

  /** Waits for its turn with a folder that many use, each for a moment. */
  static FolderLock await(Path folder) {
    try {
      Path file = Files.createDirectories(folder).resolve("vigie.turn");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock;
      while ((lock = tryLock(channel)) == null) {
        LockSupport.parkNanos(AGAIN_NANOS);
      }
      return new FolderLock(lock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + folder, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held in this process
    }
  }

  @Override
  public void close() {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("lock of a folder was not given back");
    }
  }
}
