package io.vigie.agent.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The programs of {@code NAME.d} beside an {@code .env} file: those that begin with S start the
 * application, with K stop it, with C say how it is. Which there are is asked when they run, for
 * they may lie on a filesystem of the service.
 */
final class Launchers {
  static final String SECTION = "app#launchers";

  private Launchers() {}

  static Path directory(Path home, String service) {
    return home.resolve(service + ".d");
  }

  static void add(IniFile file, Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    file.add(SECTION, SECTION, 0);
    set(file, "start", all("S", "start", directory));
    set(file, "stop", all("K", "stop", directory));
    if (hasChecks(directory)) {
      set(file, "check", all("C", "status", directory));
    }
  }

  private static void set(IniFile file, String keyword, String value) {
    file.add(SECTION, new Setting(keyword, "", value, 0));
  }

  private static String all(String prefix, String word, Path directory) {
    return "sh -c 'code=0; for each in \"$0\"/"
        + prefix
        + "*; do [ -x \"$each\" ] || continue; \"$each\" "
        + word
        + " || code=$?; done; exit $code' \""
        + directory
        + '"';
  }

  private static boolean hasChecks(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> checks = Files.newDirectoryStream(directory, "C*")) {
      return checks.iterator().hasNext();
    }
  }
}
