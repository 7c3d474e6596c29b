package io.vigie.ingest.sh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Folders of programs that stand for those of another machine. */
final class Programs {
  /** What the agent and the scripts of the tests call, beside what a system is told by. */
  private static final List<String> USUAL =
      List.of(
          "awk", "cat", "chmod", "cksum", "curl", "cut", "date", "dd", "head", "id", "ln", "logger",
          "ls", "mkdir", "mv", "od", "printf", "ps", "rm", "sed", "sh", "sleep", "touch", "tr",
          "uname", "wc", "who");

  private Programs() {}

  /** Nothing but busybox, and curl. */
  static String ofBusybox(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path busybox = Shell.find("busybox");
    for (String name : USUAL) {
      link(folder, name, name.equals("curl") ? Shell.find("curl") : busybox);
    }
    link(folder, "setsid", busybox);
    return folder.toString();
  }

  /**
   * A system's own programs where they differ from ours, ours for the rest; neither setsid nor
   * perl.
   */
  static String of(String system, List<String> own, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : USUAL) {
      if (!own.contains(name) && Shell.isHere(name)) {
        link(folder, name, Shell.find(name));
      }
    }
    for (String name : own) {
      Path file = folder.resolve(name);
      Files.writeString(file, recorded(system, name));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder.toString();
  }

  private static String recorded(String system, String name) {
    try (InputStream in = Programs.class.getResourceAsStream("/agent-sh/" + system + '/' + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(Path folder, String name, Path target) throws IOException {
    Path link = folder.resolve(name);
    if (!Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(link, target);
    }
  }
}
