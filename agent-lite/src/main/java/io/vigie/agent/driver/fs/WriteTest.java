package io.vigie.agent.driver.fs;

import io.vigie.agent.driver.Observed;
import io.vigie.contract.availability.Availability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes to a filesystem and takes it back: what turned read-only underneath is seen by that alone.
 */
final class WriteTest {
  private static final String NAME = ".vigie-write-test";

  private WriteTest() {}

  /** Of what is mounted there: up, or a warning. */
  static Observed of(Path point) {
    try {
      write(point.resolve(NAME));
      return Observed.UP;
    } catch (IOException e) {
      return Observed.of(Availability.WARN).warning(point + " cannot be written: " + e);
    }
  }

  private static void write(Path file) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      out.write(ByteBuffer.wrap(new byte[] {'v'}));
      out.force(true);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
