package io.vigie.agent.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an action has begun and not ended: a line {@code +MARK} when something begins, {@code -MARK}
 * when it has ended. It outlives the process that waits for them, not the machine.
 */
final class OpenList {
  private final Path path;

  OpenList(Path path) {
    this.path = path;
  }

  void begins(String mark) throws IOException {
    append('+' + mark);
  }

  void ended(String mark) throws IOException {
    append('-' + mark);
  }

  /** Marks of those whose end nobody saw. */
  Set<String> open() throws IOException {
    Set<String> open = new LinkedHashSet<>();
    try {
      for (String line : Files.readAllLines(path)) {
        if (line.startsWith("+")) {
          open.add(line.substring(1));
        } else if (line.startsWith("-")) {
          open.remove(line.substring(1));
        }
      }
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    return open;
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private void append(String line) throws IOException {
    Files.writeString(path, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
