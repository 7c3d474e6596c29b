package io.vigie.agent.driver.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of /proc/self/mountinfo.
 *
 * @param device {@code major:minor}; of no block device for btrfs and what lives in memory
 * @param root what of the filesystem is mounted
 * @param options of the mount, then of the filesystem
 */
public record Mounted(
    String device,
    String root,
    String point,
    List<String> options,
    String type,
    String source,
    List<String> superOptions) {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");

  /** What is seen at a mount point: the last that was mounted there. */
  public static Optional<Mounted> at(Path point) throws IOException {
    return at(point, TABLE);
  }

  /** What a path lies on: the last that was mounted there, or nearest above it. */
  public static Optional<Mounted> holding(Path path) throws IOException {
    for (Path each = path; each != null; each = each.getParent()) {
      Optional<Mounted> found = at(each, TABLE);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Whether a process that has its own table of mounts has this one in it too. */
  boolean isSeenBy(long pid) throws IOException {
    return at(Path.of(point), Path.of("/proc", Long.toString(pid), "mountinfo"))
        .filter(each -> each.device.equals(device) && each.root.equals(root))
        .isPresent();
  }

  /** Where others are mounted in what is mounted there. */
  public static List<String> below(Path point) throws IOException {
    List<String> below = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.contains(' ' + escape(point.toString()) + '/')) {
        String each = parse(line).point;
        if (Path.of(each).startsWith(point) && !each.equals(point.toString())) {
          below.add(each);
        }
      }
    }
    return below;
  }

  private static Optional<Mounted> at(Path point, Path table) throws IOException {
    Mounted top = null;
    for (String line : Files.readAllLines(table)) {
      // most lines are others': only a line that may match is taken apart
      if (line.contains(' ' + escape(point.toString()) + ' ')) {
        Mounted mounted = parse(line);
        top = mounted.point.equals(point.toString()) ? mounted : top;
      }
    }
    return Optional.ofNullable(top);
  }

  public static Mounted parse(String line) {
    String[] words = line.split(" ");
    int dash = 6;
    while (!words[dash].equals("-")) {
      dash++;
    }
    return new Mounted(
        words[2],
        unescape(words[3]),
        unescape(words[4]),
        List.of(words[5].split(",")),
        words[dash + 1],
        unescape(words[dash + 2]),
        List.of(words[dash + 3].split(",")));
  }

  public boolean isReadOnly() {
    return options.contains("ro") || superOptions.contains("ro");
  }

  private static String escape(String path) {
    return path.replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("\n", "\\012")
        .replace("#", "\\043");
  }

  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\043", "#")
        .replace("\\134", "\\");
  }
}
