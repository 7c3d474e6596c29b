package io.vigie.agent.driver.sync;

import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.fs.Mounted;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.spool.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots of one action: one for each filesystem, whoever asks for it. Each is noted on disk
 * before it is taken and until it is gone, so that the next action of the service finds what a
 * killed one left. Used under the lock of the service, by one thread at a time.
 */
public final class Snapshots {
  private static final String PREFIX = ".vigie-";

  /** The time in an id of an action is no secret and no use here. */
  private static final int RANDOM_PART = 12;

  private final Path noted;
  private final Path points;
  private final String name;
  private final CommandRunner looks;
  private final List<Snapshot> taken = new ArrayList<>();

  private Snapshots(Path noted, Path points, String name, CommandRunner looks) {
    this.noted = noted;
    this.points = points;
    this.name = name;
    this.looks = looks;
  }

  /**
   * @param var where the agent writes
   * @param action its id
   * @param looks runs what only looks
   */
  public static Snapshots of(Path var, String service, String action, CommandRunner looks) {
    Path home = var.toAbsolutePath().resolve("snapshots");
    String random = action.substring(Math.max(0, action.length() - RANDOM_PART));
    return new Snapshots(home.resolve(service), home.resolve("at"), random, looks);
  }

  /** That of the filesystem a path lies on, taken unless it was. */
  Snapshot of(Step step, Path live, int percent) throws StepFailed {
    Snapshot wanted = wanted(live);
    for (Snapshot each : taken) {
      if (each.volume().equals(wanted.volume()) && each.kind() == wanted.kind()) {
        return each;
      }
    }
    List<Snapshot> all = new ArrayList<>(taken);
    all.add(wanted);
    step.change("note the snapshot of " + wanted.volume(), () -> note(all));
    taken.add(wanted);
    wanted.take(step, percent);
    wanted.open(step);
    return wanted;
  }

  /** Takes away what an action that died left, and nothing else. */
  public void removeLeft(Step step) throws StepFailed {
    List<Snapshot> left = left();
    for (Snapshot each : left) {
      step.info("left by an action that died: " + each.shown() + ", " + each.name());
    }
    remove(step, left);
  }

  /** Takes away all that were taken. */
  public void remove(Step step) throws StepFailed {
    remove(step, taken);
    taken.clear();
  }

  public boolean isEmpty() {
    return taken.isEmpty();
  }

  /** Whether an action that died left any. */
  public boolean hasLeft() throws StepFailed {
    return !left().isEmpty();
  }

  private void remove(Step step, List<Snapshot> some) throws StepFailed {
    List<Snapshot> stay = new ArrayList<>();
    StepFailed failure = null;
    // the last that was mounted goes first
    for (int i = some.size() - 1; i >= 0; i--) {
      try {
        some.get(i).drop(step);
      } catch (StepFailed e) {
        failure = e;
        stay.add(0, some.get(i));
      }
    }
    if (!some.isEmpty()) {
      step.change(
          stay.isEmpty() ? "forget the snapshots" : "keep those in mind that stay",
          () -> note(stay));
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<Snapshot> left() throws StepFailed {
    List<Snapshot> left = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(noted)) {
        Snapshot.parse(line).ifPresent(left::add);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new StepFailed("which snapshots there are cannot be read: " + e, e);
    }
    return left;
  }

  private void note(List<Snapshot> all) throws IOException {
    if (all.isEmpty()) {
      Files.deleteIfExists(noted);
      return;
    }
    PrivateFiles.directory(noted.getParent());
    StringBuilder text = new StringBuilder();
    all.forEach(each -> text.append(each.line()).append('\n'));
    PrivateFiles.replace(noted, text.toString());
  }

  private Snapshot wanted(Path live) throws StepFailed {
    String own = PREFIX.substring(1) + name + '-' + taken.size();
    try {
      Path real = live.toRealPath();
      Mounted on =
          Mounted.holding(real).orElseThrow(() -> new StepFailed(live + " lies on no mount"));
      if (!on.type().equals("btrfs") && !on.root().equals("/")) {
        throw new StepFailed(
            on.point()
                + " shows only "
                + on.root()
                + " of its filesystem (a bind mount): no snapshot is taken of it; name the path"
                + " where the whole filesystem is mounted, or leave out snap");
      }
      Path point = Path.of(on.point());
      Path at = points.resolve(own);
      switch (on.type()) {
        case "btrfs" -> {
          Path top = Btrfs.subvolume(real);
          String subvolume = top.toString();
          return new Snapshot(Snapshot.Kind.BTRFS, subvolume, top, '.' + own, at);
        }
        case "zfs" -> {
          return new Snapshot(Snapshot.Kind.ZFS, on.source(), point, own, at);
        }
        default -> {
          return ofDevice(on, point, own, at);
        }
      }
    } catch (IOException e) {
      throw new StepFailed("what " + live + " lies on cannot be told: " + e.getMessage(), e);
    }
  }

  private Snapshot ofDevice(Mounted on, Path point, String own, Path at)
      throws IOException, StepFailed {
    Path image = Path.of("/sys/dev/block").resolve(on.device()).resolve("loop/backing_file");
    if (Files.exists(image)) {
      String file = Files.readString(image).strip();
      return new Snapshot(Snapshot.Kind.IMAGE, file, point, own, at);
    }
    CommandResult volume =
        looks.run(
            Command.of(
                "lvs", "--noheadings", "--separator", "/", "-o", "vg_name,lv_name", on.source()));
    if (volume.ok() && volume.output().indexOf('/') > 0) {
      return new Snapshot(Snapshot.Kind.LVM, volume.output().strip(), point, own, at);
    }
    throw new StepFailed(
        "no snapshot can be taken of "
            + on.source()
            + " ("
            + on.type()
            + "): it is no btrfs, ZFS, logical volume or image file; without snap it is copied as"
            + " it is");
  }
}
