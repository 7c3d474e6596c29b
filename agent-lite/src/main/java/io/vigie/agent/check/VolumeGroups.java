package io.vigie.agent.check;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of each volume group of LVM is given to logical volumes, in percent. */
record VolumeGroups(CommandRunner runner) implements Checks.Source {
  private static final String KIND = "vg_u";
  private static final Command LIST =
      Command.of(
              "vgs",
              "--noheadings",
              "--nosuffix",
              "--units",
              "b",
              "--separator",
              "|",
              "-o",
              "vg_name,vg_size,vg_free")
          .within(Duration.ofSeconds(20));

  private static final Pattern ROW =
      Pattern.compile("(?<name>[^|]+)\\|(?<size>\\d{1,18})\\|(?<free>\\d{1,18})");

  @Override
  public void read(Found found) {
    if (runner.find("vgs").isEmpty()) {
      return;
    }
    CommandResult result = runner.run(LIST);
    if (!result.ok() || result.dropped() > 0) {
      found.missed(KIND, "volume groups: " + result.explain());
      return;
    }
    for (OutputLine line : result.lines()) {
      // LVM warns of much on the other stream
      if (!line.error() && !line.text().isBlank()) {
        take(line.text().strip(), found);
      }
    }
  }

  private static void take(String line, Found found) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      found.missed(KIND, "volume groups: vgs told \"" + line + '"');
      return;
    }
    long size = Long.parseLong(row.group("size"));
    if (size > 0) {
      double used = 100.0 * (size - Long.parseLong(row.group("free"))) / size;
      found.value(KIND, row.group("name"), Math.round(10 * used) / 10.0, "%");
    }
  }
}
