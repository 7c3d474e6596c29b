package io.vigie.agent.driver.fs;

import io.vigie.agent.process.Proc;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processes keep a filesystem busy. */
final class Holders {
  private static final int MOST = 5;

  private Holders() {}

  /** A few words for the end of a message; empty when none is seen. */
  static String of(Path point) {
    List<String> holders = new ArrayList<>();
    try {
      for (Proc process : Proc.all()) {
        if (holders.size() < MOST && holds(process.pid(), point)) {
          holders.add("process " + process.pid());
        }
      }
    } catch (IOException e) {
      return "";
    }
    return holders.isEmpty() ? "" : "; held by " + String.join(", ", holders);
  }

  private static boolean holds(long pid, Path point) {
    Path process = Path.of("/proc", Long.toString(pid));
    return isBelow(process.resolve("cwd"), point)
        || isBelow(process.resolve("root"), point)
        || isBelow(process.resolve("exe"), point)
        || hasOpen(process.resolve("fd"), point);
  }

  private static boolean hasOpen(Path descriptors, Path point) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path each : open) {
        if (isBelow(each, point)) {
          return true;
        }
      }
    } catch (IOException e) {
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
