package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.driver.fs.Mounted;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How full the file systems of this machine are, as {@code df} says: fs_u of space, fs_i of inodes.
 * Each is asked by a program of its own, so that one that hangs holds up no other. What lies on
 * another machine is for that one to tell; what cannot be written is as full as it was made.
 */
record FileSystems(Path table, CommandRunner runner) implements Checks.Source {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Of no block device, and full or not all the same. */
  private static final Set<String> WITHOUT_DEVICE = Set.of("tmpfs", "btrfs", "zfs");

  @Override
  public void read(Found found) {
    try {
      for (Mounted mounted : local(Files.readAllLines(table))) {
        read(mounted, found);
      }
    } catch (IOException e) {
      found.missed("fs_u", "file systems: " + FileTrouble.inWords(e));
      found.missed("fs_i", "inodes: " + FileTrouble.inWords(e));
    }
  }

  /** Each once, where all of it was mounted first; else where the first part of it was. */
  static List<Mounted> local(List<String> lines) {
    Map<String, Mounted> local = new LinkedHashMap<>();
    for (String line : lines) {
      Mounted mounted = Mounted.parse(line);
      if (ofThisMachine(mounted) && !mounted.isReadOnly()) {
        // a btrfs has a number for each of its volumes, and one space for all
        String which = mounted.type().equals("btrfs") ? mounted.source() : mounted.device();
        local.merge(which, mounted, FileSystems::better);
      }
    }
    return List.copyOf(local.values());
  }

  private static Mounted better(Mounted first, Mounted next) {
    return !isWhole(first) && isWhole(next) ? next : first;
  }

  private static boolean isWhole(Mounted mounted) {
    return mounted.root().equals("/") || mounted.type().equals("btrfs");
  }

  private static boolean ofThisMachine(Mounted mounted) {
    return !mounted.device().startsWith("0:")
        || WITHOUT_DEVICE.contains(mounted.type())
        // a container's own; those of others lie on a disk that is told of
        || mounted.type().equals("overlay") && mounted.point().equals("/");
  }

  private void read(Mounted mounted, Found found) {
    String point = mounted.point();
    CommandResult result =
        runner.run(Command.of("stat", "-f", "-c", "%b %f %a %c %d", point).within(PATIENCE));
    long[] counts = result.ok() ? counts(result.output()) : new long[0];
    if (counts.length == 0) {
      found.missed("fs_u", "file system " + point + ": " + result.explain());
      found.missed("fs_i", "inodes of " + point + " not read either");
      return;
    }
    long used = counts[0] - counts[1];
    percent("fs_u", point, used, used + counts[2], found);
    percent("fs_i", point, counts[3] - counts[4], counts[3], found);
  }

  private static void percent(String kind, String point, long used, long all, Found found) {
    if (all > 0) {
      found.value(kind, point, Math.round(1_000.0 * used / all) / 10.0, "%");
    }
  }

  private static long[] counts(String text) {
    String[] words = text.strip().split(" ");
    long[] counts = new long[5];
    for (int i = 0; i < counts.length; i++) {
      if (words.length != counts.length || !words[i].matches("\\d{1,18}")) {
        return new long[0];
      }
      counts[i] = Long.parseLong(words[i]);
    }
    return counts;
  }
}
