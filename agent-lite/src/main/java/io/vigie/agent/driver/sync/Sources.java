package io.vigie.agent.driver.sync;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Files that a pattern names: {@code *}, {@code ?}, {@code [a-c]} and {@code {a,b}} in a part of a
 * path; a slash at its end says that what lies in a directory is meant.
 */
record Sources(String pattern) {
  private static final String SPECIAL = ".*[*?\\[{].*";

  Sources {
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException(
          "must be absolute paths such as /srv/web/; got \"" + pattern + '"');
    }
  }

  boolean isInside() {
    return pattern.endsWith("/");
  }

  /** What lies above the first part that is a pattern, or the path itself. */
  Path base() {
    Path base = Path.of("/");
    for (Path part : Path.of(pattern).normalize()) {
      if (part.toString().matches(SPECIAL)) {
        return base;
      }
      base = base.resolve(part);
    }
    return base;
  }

  /**
   * Those there are, in order.
   *
   * @param in where {@link #base} is read
   */
  List<Path> found(Path in) throws IOException {
    Path whole = Path.of(pattern).normalize();
    Path rest = base().relativize(whole);
    List<Path> found = Files.exists(in) ? List.of(in) : List.of();
    if (rest.toString().isEmpty()) {
      return found;
    }
    for (Path part : rest) {
      found = matching(found, part.toString());
    }
    return found;
  }

  private static List<Path> matching(List<Path> directories, String glob) throws IOException {
    TreeSet<Path> all = new TreeSet<>();
    for (Path each : directories) {
      if (Files.isDirectory(each)) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(each, glob)) {
          entries.forEach(all::add);
        }
      }
    }
    return new ArrayList<>(all);
  }
}
