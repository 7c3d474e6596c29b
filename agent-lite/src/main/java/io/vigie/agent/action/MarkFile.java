package io.vigie.agent.action;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that says something while it is there. It is written in one move, so a kill leaves the old
 * or the new.
 */
final class MarkFile {
  private final Path path;

  /** To ask whether it is there: of a path the JDK asks by an exception. */
  private final File file;

  MarkFile(Path path) {
    this.path = path;
    file = path.toFile();
  }

  boolean exists() {
    return file.exists();
  }

  /** Empty when it is not there. */
  Optional<String> read() {
    try {
      return file.exists() ? Optional.of(Files.readString(path).strip()) : Optional.empty();
    } catch (NoSuchFileException e) {
      // gone between the look and the reading
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  void write(String text) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap((text + '\n').getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
