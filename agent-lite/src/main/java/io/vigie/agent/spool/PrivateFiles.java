package io.vigie.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner may read: what a node says is nobody else's. */
public final class PrivateFiles {
  private static final FileAttribute<Set<PosixFilePermission>> FILE = permissions("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = permissions("rwx------");

  private PrivateFiles() {}

  public static Path directory(Path path) throws IOException {
    return Files.createDirectories(path, DIRECTORY);
  }

  /** To read and write; created when missing. */
  static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        FILE);
  }

  /** The new content is there after a power cut, or the old one is. */
  public static void replace(Path path, String content) throws IOException {
    replace(path, content.getBytes(StandardCharsets.UTF_8));
  }

  static void replace(Path path, byte[] content) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel channel = open(fresh)) {
      channel.truncate(0);
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory(path.getParent());
  }

  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
