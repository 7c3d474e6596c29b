package io.vigie.agent.driver.sync;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.fs.Mounted;
import io.vigie.agent.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A filesystem as it was at one moment.
 *
 * @param volume subvolume, logical volume, dataset or image file it is of
 * @param root where the filesystem itself is read
 * @param name its own, which no other snapshot ever has
 * @param point where it is mounted, if it must be
 */
public record Snapshot(Kind kind, String volume, Path root, String name, Path point) {

  /** How one is taken. */
  enum Kind {
    BTRFS("btrfs snapshot"),
    LVM("LVM snapshot"),
    ZFS("ZFS snapshot"),
    IMAGE("image copied under fsfreeze");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }
  }

  /** Frozen as short as can be: whoever is killed meanwhile leaves this shell to thaw it. */
  static final String COPY_FROZEN =
      "fsfreeze --freeze \"$1\" || exit; trap \"fsfreeze --unfreeze \\\"$1\\\"\" EXIT;"
          + " cp --reflink=auto --sparse=always \"$2\" \"$3\"";

  /** The shell that was to do it may have been killed; what is not frozen says so, and is well. */
  static final String THAW =
      "[ -d \"$1\" ] || exit 0; said=$(fsfreeze --unfreeze \"$1\" 2>&1) && exit;"
          + " case \"$said\" in *\"Invalid argument\"*|*\"not supported\"*) ;;"
          + " *) echo \"$said\" >&2; exit 1 ;; esac";

  private static final String SEPARATOR = "\t";
  private static final int FIELDS = 5;

  static final List<String> RUNS =
      List.of(
          "lvs --noheadings --separator / -o vg_name,lv_name DEVICE",
          "btrfs subvolume snapshot -r SUBVOLUME SNAPSHOT",
          "btrfs subvolume delete SNAPSHOT",
          "lvcreate --yes --snapshot --extents SIZE%ORIGIN --name SNAPSHOT VOLUME",
          "lvs --noheadings VOLUME",
          "lvremove --yes VOLUME",
          "zfs snapshot DATASET@SNAPSHOT",
          "zfs list -H -t snapshot DATASET@SNAPSHOT",
          "zfs destroy DATASET@SNAPSHOT",
          "sh -c … snapshot POINT IMAGE SNAPSHOT",
          "sh -c … snapshot POINT",
          "mount -o OPTIONS SNAPSHOT POINT",
          "umount POINT");

  /** Where what lies at that path is read in it. */
  Path seen(Path live) {
    Path top =
        switch (kind) {
          case BTRFS -> root.resolve(name);
          case ZFS -> root.resolve(".zfs/snapshot").resolve(name);
          case LVM, IMAGE -> point;
        };
    return top.resolve(root.relativize(live));
  }

  /** In a few words. */
  public String shown() {
    return kind.shown + " of " + volume;
  }

  /** A line from which {@link #parse} makes it again. */
  String line() {
    return String.join(SEPARATOR, kind.name(), volume, root.toString(), name, point.toString());
  }

  static Optional<Snapshot> parse(String line) {
    String[] words = line.split(SEPARATOR, -1);
    if (words.length != FIELDS) {
      return Optional.empty();
    }
    return Optional.of(
        new Snapshot(
            Kind.valueOf(words[0]), words[1], Path.of(words[2]), words[3], Path.of(words[4])));
  }

  private String snapped() {
    return switch (kind) {
      case BTRFS -> root.resolve(name).toString();
      case LVM -> volume.substring(0, volume.indexOf('/') + 1) + name;
      case ZFS -> volume + '@' + name;
      case IMAGE -> volume + '.' + name;
    };
  }

  /**
   * @param percent of the volume, for what changes on it meanwhile
   */
  void take(Step step, int percent) throws StepFailed {
    switch (kind) {
      case BTRFS ->
          step.must(List.of("btrfs", "subvolume", "snapshot", "-r", root.toString(), snapped()));
      case ZFS -> step.must(List.of("zfs", "snapshot", snapped()));
      case LVM ->
          step.must(
              List.of(
                  "lvcreate",
                  "--yes",
                  "--snapshot",
                  "--extents",
                  percent + "%ORIGIN",
                  "--name",
                  name,
                  volume));
      case IMAGE ->
          step.must(
              List.of("sh", "-c", COPY_FROZEN, "snapshot", root.toString(), volume, snapped()));
    }
  }

  /** Where one is no directory of its own it is mounted. */
  void open(Step step) throws StepFailed {
    if (kind == Kind.BTRFS || kind == Kind.ZFS) {
      return;
    }
    step.change("create " + point, () -> Files.createDirectories(point));
    String device = kind == Kind.LVM ? "/dev/" + snapped() : snapped();
    step.must(List.of("mount", "-o", options(step), device, point.toString()));
  }

  private String options(Step step) throws StepFailed {
    boolean image = kind == Kind.IMAGE;
    String more =
        switch (step.dryRun() ? "" : type()) {
          // it has the same UUID as what it is of, and a frozen log is not replayed
          case "xfs" -> image ? ",nouuid,norecovery" : ",nouuid";
          case "ext2", "ext3", "ext4" -> image ? ",noload" : "";
          default -> "";
        };
    return "ro" + (image ? ",loop" : "") + more;
  }

  private String type() throws StepFailed {
    try {
      return Mounted.holding(root).map(Mounted::type).orElse("");
    } catch (IOException e) {
      throw new StepFailed("what is mounted cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether it is there to be read: what vanished must not be taken for empty. */
  boolean isThere() throws IOException {
    return switch (kind) {
      case BTRFS, ZFS -> Files.isDirectory(seen(root));
      case LVM, IMAGE -> Mounted.at(point).isPresent();
    };
  }

  /** Takes it away; one that was only begun, or is gone, is no trouble. */
  void drop(Step step) throws StepFailed {
    if (kind == Kind.IMAGE) {
      step.must(
          Command.of("sh", "-c", THAW, "snapshot", root.toString()).with(Map.of("LC_ALL", "C")));
    }
    try {
      if ((kind == Kind.LVM || kind == Kind.IMAGE) && Mounted.at(point).isPresent()) {
        step.must(List.of("umount", point.toString()));
      }
      dropWhatWasTaken(step);
      if (Files.exists(point)) {
        step.change("remove " + point, () -> Files.delete(point));
      }
    } catch (IOException e) {
      throw new StepFailed(shown() + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  private void dropWhatWasTaken(Step step) throws IOException, StepFailed {
    switch (kind) {
      case BTRFS -> {
        if (!Files.isDirectory(root) || !Btrfs.isSubvolume(root)) {
          throw new StepFailed(root + " is no subvolume now: is it mounted?");
        }
        if (Files.exists(Path.of(snapped()))) {
          step.must(List.of("btrfs", "subvolume", "delete", snapped()));
        }
      }
      case ZFS -> {
        if (isListed(step, "zfs", "list", "-H", "-t", "snapshot", snapped())) {
          step.must(List.of("zfs", "destroy", snapped()));
        }
      }
      case LVM -> {
        if (isListed(step, "lvs", "--noheadings", snapped())) {
          step.must(List.of("lvremove", "--yes", snapped()));
        }
      }
      case IMAGE -> {
        Path copy = Path.of(snapped());
        if (Files.exists(copy)) {
          step.change("delete " + copy, () -> Files.delete(copy));
        }
      }
    }
  }

  private static boolean isListed(Step step, String... argv) {
    return step.runQuietly(Command.of(argv)).ok();
  }
}
