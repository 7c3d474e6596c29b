package io.vigie.agent.driver.fs;

import io.vigie.agent.process.Proc;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which processes keep a filesystem busy. */
final class Holders {
  private static final int MOST_NAMED = 5;

  private Holders() {}

  /** Those that are seen; none when that cannot be looked at. */
  static List<Proc> of(Path point) {
    List<Proc> holders = new ArrayList<>();
    try {
      for (Proc process : Proc.all()) {
        if (holds(process.pid(), point)) {
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
