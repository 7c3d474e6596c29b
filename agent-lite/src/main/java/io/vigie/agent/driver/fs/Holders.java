package io.vigie.agent.driver.fs;

import io.vigie.agent.process.Proc;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which processes keep a filesystem busy. Those of containers have tables of mounts of their own:
 * what has the same path there is another filesystem, unless their table says that it is this one.
 */
final class Holders {
  private static final int MOST_NAMED = 5;

  private Holders() {}

  /** Those that are seen; none when that cannot be looked at. */
  static List<Proc> of(Path point) {
    List<Proc> holders = new ArrayList<>();
    try {
      Optional<Mounted> mounted = Mounted.at(point);
      if (mounted.isEmpty()) {
        return List.of();
      }
      for (Proc process : Proc.all()) {
        if (holds(process.pid(), point) && sees(process.pid(), mounted.get())) {
          holders.add(process);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return holders;
  }

  /** A few words for the end of a message; empty when none is seen. */
  static String named(Path point) {
    List<Proc> holders = of(point);
    return holders.isEmpty()
        ? ""
        : holders.stream()
            .limit(MOST_NAMED)
            .map(each -> "process " + each.pid())
            .collect(Collectors.joining(", ", "; held by ", ""));
  }

  private static boolean sees(long pid, Mounted mounted) {
    Path space = Path.of("ns/mnt");
    try {
      Path own = Files.readSymbolicLink(Path.of("/proc/self").resolve(space));
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid)).resolve(space)).equals(own)
          || mounted.isSeenBy(pid);
    } catch (IOException e) {
      // gone meanwhile, or another user's
      return false;
    }
  }

  private static boolean holds(long pid, Path point) {
    Path process = Path.of("/proc", Long.toString(pid));
    return isBelow(process.resolve("cwd"), point)
        || isBelow(process.resolve("root"), point)
        || isBelow(process.resolve("exe"), point)
        || hasAny(process.resolve("fd"), point)
        || hasAny(process.resolve("map_files"), point);
  }

  private static boolean hasAny(Path links, Path point) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(links)) {
      for (Path each : open) {
        if (isBelow(each, point)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // gone meanwhile, or another user's
    }
    return false;
  }

  private static boolean isBelow(Path link, Path point) {
    try {
      return Files.readSymbolicLink(link).startsWith(point);
    } catch (IOException e) {
      return false;
    }
  }
}
