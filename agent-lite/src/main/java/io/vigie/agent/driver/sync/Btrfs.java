package io.vigie.agent.driver.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel shows of btrfs without a program. */
final class Btrfs {
  /** The inode of every subvolume's top. */
  private static final long TOP = 256;

  private Btrfs() {}

  static boolean isSubvolume(Path path) throws IOException {
    return ((Number) Files.getAttribute(path, "unix:ino")).longValue() == TOP;
  }

  /** The nearest above a path of a btrfs. */
  static Path subvolume(Path path) throws IOException {
    for (Path each = path; each.getParent() != null; each = each.getParent()) {
      if (isSubvolume(each)) {
        return each;
      }
    }
    throw new IOException(path + " lies in no subvolume");
  }
}
