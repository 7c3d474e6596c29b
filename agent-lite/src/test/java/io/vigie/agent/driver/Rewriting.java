package io.vigie.agent.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes the same files over and over, always in the same order, each time the next number into all
 * of them: at any moment the first have a number and the others the one before it.
 */
final class Rewriting implements AutoCloseable {
  private static final int FILES = 100;

  /** What makes a copy last. */
  private static final String BALLAST = " ".repeat(8_000);

  private final Path directory;
  private final Thread thread = new Thread(this::write, "rewriting");
  private volatile boolean going = true;

  Rewriting(Path directory) throws IOException {
    this.directory = directory;
    writeAll(0);
  }

  void begin() {
    thread.start();
  }

  private void write() {
    try {
      for (int number = 1; going; number++) {
        writeAll(number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeAll(int number) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path fresh = directory.resolve("fresh");
      byte[] content = (number + BALLAST).getBytes(StandardCharsets.US_ASCII);
      try (FileChannel channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(content));
        // a snapshot is what a power cut would leave: without it the file may have a name and no
        // end
        channel.force(true);
      }
      Files.move(fresh, directory.resolve("f" + i), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Whether a copy is what there was at one moment. */
  static boolean isOneMoment(Path copy) throws IOException {
    int first = number(copy, 0);
    boolean before = false;
    for (int i = 1; i < FILES; i++) {
      int number = number(copy, i);
      before |= number == first - 1;
      if (number != (before ? first - 1 : first)) {
        return false;
      }
    }
    return true;
  }

  private static int number(Path copy, int file) throws IOException {
    return Integer.parseInt(Files.readString(copy.resolve("f" + file)).strip());
  }

  @Override
  public void close() throws IOException {
    going = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
