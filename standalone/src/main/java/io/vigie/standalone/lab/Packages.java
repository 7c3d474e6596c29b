package io.vigie.standalone.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Debian's packages; what they bring is not started by their installation. */
final class Packages {
  private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

  private Packages() {}

  static void need(List<String> names, Consumer<String> say) throws IOException {
    List<String> missing = names.stream().filter(each -> !installed(each)).toList();
    if (missing.isEmpty()) {
      return;
    }
    say.accept("installing " + String.join(" ", missing));
    boolean own = Files.notExists(POLICY);
    if (own) {
      Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
      Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    try {
      List<String> argv = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq"));
      argv.add("--no-install-recommends");
      argv.addAll(missing);
      Tool.run(Map.of("DEBIAN_FRONTEND", "noninteractive"), argv.toArray(String[]::new));
    } finally {
      if (own) {
        Files.delete(POLICY);
      }
    }
  }

  private static boolean installed(String name) {
    return !version(name).isEmpty();
  }

  /** Empty when it is not there. */
  static String version(String name) {
    try {
      String told =
          Tool.run(Map.of(), "dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name);
      return told.startsWith("installed ") ? told.substring("installed ".length()) : "";
    } catch (IllegalStateException e) {
      return "";
    }
  }
}
