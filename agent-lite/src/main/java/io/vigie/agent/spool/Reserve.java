package io.vigie.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room kept free in good days, given back on a full disk so that the ends of actions fit. */
final class Reserve {
  private final Path path;
  private final int bytes;

  Reserve(Path path, int bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /** Whether it is there, after an attempt to make it. */
  boolean restore() throws IOException {
    if (Files.exists(path)) {
      return true;
    }
    try (FileChannel channel = PrivateFiles.open(path)) {
      ByteBuffer zeros = ByteBuffer.allocate(bytes);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      channel.force(true);
      return true;
    } catch (IOException e) {
      // the disk is still full; half a reserve would only hide how much there is
      Files.deleteIfExists(path);
      return false;
    }
  }

  /** Whether there was one to give. */
  boolean release() throws IOException {
    return Files.deleteIfExists(path);
  }
}
