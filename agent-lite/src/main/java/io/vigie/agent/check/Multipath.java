package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many paths to each multipath device work, by its WWID. The daemon is asked, which knows: to
 * look at the paths themselves would hang on a dead one.
 *
 * @param block devices of the kernel, {@code /sys/block}
 */
record Multipath(Path block, CommandRunner runner) implements Checks.Source {
  private static final String KIND = "mpath";
  private static final Command TOPOLOGY =
      Command.of("multipathd", "show", "topology").within(Duration.ofSeconds(10));

  /** {@code mpatha (36005…) dm-4 VENDOR,PRODUCT}, without an alias only the WWID. */
  private static final Pattern MAP =
      Pattern.compile("(?:\\w+: )?(?<name>\\S+)(?: \\((?<wwid>\\S+)\\))? dm-\\d+ .*");

  /** {@code | `- 6:0:0:0 sdb 8:16 active ready running}. */
  private static final Pattern PATH =
      Pattern.compile(
          "[|` ]*[|`]- \\S+ +\\S+ +\\S+ +(?<kernel>active|failed|undef) +(?<checker>\\w+) +\\S+");

  /** A ghost is one that the storage holds ready and takes when it must. */
  private static final Set<String> WORKS = Set.of("ready", "ghost");

  @Override
  public void read(Found found) {
    try {
      if (!isInUse()) {
        return;
      }
    } catch (IOException e) {
      found.missed(KIND, "multipath devices: " + FileTrouble.inWords(e));
      return;
    } catch (UncheckedIOException e) {
      found.missed(KIND, "multipath devices: " + FileTrouble.inWords(e.getCause()));
      return;
    }
    CommandResult result = runner.run(TOPOLOGY);
    Map<String, Integer> paths = paths(result.output());
    if (!result.ok() || result.dropped() > 0 || paths.isEmpty()) {
      found.missed(KIND, "multipath devices: " + result.explain());
    } else {
      paths.forEach((wwid, working) -> found.value(KIND, wwid, working, ""));
    }
  }

  /** The kernel knows its devices; many machines have the programs and none of these. */
  private boolean isInUse() throws IOException {
    try (Stream<Path> devices = Files.list(block)) {
      return devices.anyMatch(Multipath::isMap);
    }
  }

  private static boolean isMap(Path device) {
    try {
      return device.getFileName().toString().startsWith("dm-")
          && Files.readString(device.resolve("dm/uuid")).startsWith("mpath-");
    } catch (IOException e) {
      // it went while it was looked at
      return false;
    }
  }

  private static Map<String, Integer> paths(String topology) {
    Map<String, Integer> paths = new LinkedHashMap<>();
    String wwid = "";
    for (String line : topology.split("\n")) {
      Matcher map = MAP.matcher(line);
      Matcher path = PATH.matcher(line);
      if (map.matches()) {
        wwid = map.group("wwid") == null ? map.group("name") : map.group("wwid");
        paths.put(wwid, 0);
      } else if (path.matches()
          && path.group("kernel").equals("active")
          && WORKS.contains(path.group("checker"))) {
        paths.computeIfPresent(wwid, (same, working) -> working + 1);
      }
    }
    return paths;
  }
}
