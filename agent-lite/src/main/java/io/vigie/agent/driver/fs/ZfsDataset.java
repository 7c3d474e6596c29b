package io.vigie.agent.driver.fs;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.driver.command.Rows;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A filesystem of a pool of ZFS: which one is mounted where is a property of its own. */
public final class ZfsDataset {
  private static final String LEGACY = "legacy";

  public static final Manual MANUAL =
      new Manual(
          "A filesystem of ZFS. Its property mountpoint is mnt or legacy, and canmount is noauto, so"
              + " that no import of its pool mounts it.",
          List.of(
              Keyword.required("dev", TEXT, "pool and dataset: tank/srv"),
              Keyword.required("mnt", PATH, "where it is mounted")),
          List.of(
              "zfs list -H -t filesystem -o name,mounted,mountpoint",
              "zfs mount DATASET",
              "zfs unmount DATASET",
              "mount -t zfs DATASET POINT",
              "umount POINT"));

  private static final Pattern ROW =
      Pattern.compile("(?<name>[^\\t]+)\\t(?<state>[^\\t]+)\\t(?<point>.*)");

  private ZfsDataset() {}

  public static Recipe of(ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    keywords.required("dev");
    keywords.required("mnt");
    String dataset = keywords.read("dev", "none", ZfsDataset::name);
    Path point = keywords.read("mnt", Path.of("/"), Values::path);
    Rows rows = new Rows(ROW, dataset, Set.of("yes"), Set.of("no"), Observed.DOWN);
    return new Recipe(
        dataset + " on " + point,
        Command.of("zfs", "list", "-H", "-t", "filesystem", "-o", "name,mounted,mountpoint"),
        look -> {
          Observed seen = rows.read(look);
          return rows.of(look).stream().allMatch(row -> isAt(row, point))
              ? seen
              : seen.warning(elsewhere(dataset, rows.of(look).get(0), point));
        },
        seen -> mount(dataset, point, rows, seen),
        seen ->
            isLegacy(rows, seen)
                ? List.of(Command.of("umount", point.toString()))
                : List.of(Command.of("zfs", "unmount", dataset)));
  }

  private static List<Command> mount(String dataset, Path point, Rows rows, CommandResult seen)
      throws StepFailed {
    List<Matcher> found = rows.of(seen);
    if (found.isEmpty()) {
      throw new StepFailed("ZFS of this node has no " + dataset + ": is its pool imported?");
    }
    if (!isAt(found.get(0), point)) {
      throw new StepFailed(elsewhere(dataset, found.get(0), point));
    }
    return isLegacy(rows, seen)
        ? List.of(Command.of("mount", "-t", "zfs", dataset, point.toString()))
        : List.of(Command.of("zfs", "mount", dataset));
  }

  private static boolean isAt(Matcher row, Path point) {
    String set = row.group("point");
    return set.equals(LEGACY) || set.equals(point.toString());
  }

  private static boolean isLegacy(Rows rows, CommandResult seen) {
    return rows.of(seen).stream().anyMatch(row -> row.group("point").equals(LEGACY));
  }

  private static String elsewhere(String dataset, Matcher row, Path point) {
    return "its mountpoint is "
        + row.group("point")
        + ", not "
        + point
        + ": zfs set mountpoint="
        + point
        + ' '
        + dataset;
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z][A-Za-z0-9_.:-]*(/[A-Za-z0-9_.:-]+)*")) {
      throw new IllegalArgumentException("must be a dataset such as tank/srv");
    }
    return text;
  }
}
