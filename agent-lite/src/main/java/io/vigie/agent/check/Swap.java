package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of the swap is used; a machine without any has no value. */
record Swap(Path proc) implements Checks.Source {
  @Override
  public void read(Found found) {
    try {
      String meminfo = Files.readString(proc.resolve("meminfo"));
      long total = kib("SwapTotal", meminfo);
      if (total > 0) {
        found.value("swap", "", 100.0 * (total - kib("SwapFree", meminfo)) / total, "%");
      }
    } catch (IOException e) {
      found.missed("swap", "swap: " + FileTrouble.inWords(e));
    }
  }

  private static long kib(String name, String meminfo) {
    Matcher matcher = Pattern.compile("(?m)^" + name + ":\\s+(\\d{1,18}) kB").matcher(meminfo);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
