package io.vigie.agent.driver.fs;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Recent;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mounted filesystem.
 *
 * @param type as mount knows it, or {@code bind}
 * @param point where it is mounted
 * @param options as mount takes them after {@code -o}; empty for the usual ones
 * @param writable what a test of writing said last
 */
public record Mount(
    String type, Device device, Path point, String options, Care care, Recent<Observed> writable)
    implements Driver {

  /**
   * What is done besides mounting.
   *
   * @param checks the filesystem is checked before it is mounted
   * @param clears whoever uses it is ended when it would not be unmounted
   * @param writes a look writes to it
   * @param longestCheck how long that may take
   */
  private record Care(boolean checks, boolean clears, boolean writes, Duration longestCheck) {}

  private static final Duration LONGEST_CHECK = Duration.ofHours(6);

  public static final Manual MANUAL =
      new Manual(
          "A mounted filesystem.",
          List.of(
              Keyword.of(
                  "dev",
                  TEXT,
                  "device, image file, LABEL=, UUID=, or HOST:/PATH; a directory for bind; must be"
                      + " given, but for tmpfs"),
              Keyword.required("mnt", PATH, "where it is mounted; made when it is missing"),
              Keyword.of("mnt_opt", TEXT, "options as mount takes them after -o"),
              Keyword.of("subvol", TEXT, "the subvolume, of btrfs"),
              Keyword.of(
                  "fsck",
                  true,
                  "ext2, ext3, ext4, vfat: checked before it is mounted, unless mnt_opt says ro"),
              Keyword.of(
                  "fsck_timeout", LONGEST_CHECK, "longest that may take; no part of timeout"),
              Keyword.of("write_test", false, "a look writes a file to it, once a minute at most"),
              Keyword.of(
                  "kill_users",
                  true,
                  "while it is too busy to be unmounted its users are ended: SIGTERM, after 3 s"
                      + " SIGKILL; never on a directory of the system such as /var or /home")),
          List.of(
              "e2fsck -p DEVICE",
              "fsck.vfat -a DEVICE",
              "mount -t TYPE DEVICE POINT",
              "mount -t TYPE -o OPTIONS DEVICE POINT",
              "mount --bind DIRECTORY POINT",
              "mount --bind -o OPTIONS DIRECTORY POINT",
              "umount POINT"));

  public static final List<String> FILESYSTEMS =
      List.of(
          "ext2",
          "ext3",
          "ext4",
          "xfs",
          "btrfs",
          "vfat",
          "iso9660",
          "squashfs",
          "tmpfs",
          "bind",
          "nfs",
          "nfs4",
          "cifs");

  private static final String BIND = "bind";
  private static final String TMPFS = "tmpfs";
  private static final String BTRFS = "btrfs";
  private static final String SUBVOLUME = "subvol=";
  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);
  private static final Duration DEVICE_COMES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration WORTH_A_TRY = BETWEEN_TRIES.multipliedBy(3);
  private static final int TRIES = 5;
  private static final int TRIES_IN_PEACE = 2;

  public static Mount of(String type, ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    keywords.required("mnt");
    boolean memory = type.equals(TMPFS);
    String device = memory ? keywords.text("dev", TMPFS) : keywords.required("dev");
    if (type.equals(BIND)) {
      device = keywords.read("dev", Path.of(""), Values::path).toString();
    }
    Path point = keywords.read("mnt", Path.of("/"), Values::path);
    String options = options(type, keywords);
    Care care =
        new Care(
            keywords.truth("fsck", true) && Fsck.knows(type) && !isReadOnly(options),
            keywords.truth("kill_users", true),
            keywords.truth("write_test", false),
            keywords.duration("fsck_timeout", LONGEST_CHECK));
    return new Mount(
        type,
        new Device(device),
        point,
        options,
        care,
        new Recent<>(() -> WriteTest.of(point), BETWEEN_WRITES));
  }

  private static boolean isReadOnly(String options) {
    return List.of(options.split(",")).contains("ro");
  }

  private static String options(String type, Keywords keywords) {
    String options = keywords.text("mnt_opt", "");
    String subvolume = keywords.read("subvol", "", text -> subvolume(type, text));
    return subvolume.isEmpty()
        ? options
        : options + (options.isEmpty() ? "" : ",") + SUBVOLUME + subvolume;
  }

  private static String subvolume(String type, String text) {
    if (!type.equals(BTRFS) || text.contains(",")) {
      throw new IllegalArgumentException("must be a subvolume of btrfs, without a comma");
    }
    return text;
  }

  @Override
  public String label() {
    return device.name() + " on " + point;
  }

  @Override
  public Observed status() throws IOException, StepFailed {
    Observed seen = look();
    return care.writes && seen.equals(Observed.UP) ? writable.now() : seen;
  }

  @Override
  public Observed glance() throws IOException, StepFailed {
    Observed seen = look();
    return care.writes && seen.equals(Observed.UP) ? writable.glance() : seen;
  }

  private Observed look() throws IOException {
    Optional<Mounted> found = Mounted.at(seen());
    if (found.isEmpty()) {
      return Observed.DOWN;
    }
    Mounted mounted = found.get();
    if (!isMine(mounted)) {
      return Observed.of(Availability.WARN).warning(stranger(mounted));
    }
    Observed up = Observed.UP;
    if (!isOfType(mounted)) {
      up = up.warning("mounted as " + mounted.type() + ", not as " + type);
    }
    if (mounted.isReadOnly() && !isReadOnly(options) && !isReadOnlyKind()) {
      up = up.warning("read-only, which its options do not ask for: see the kernel's log");
    }
    return up;
  }

  // the kernel's table has no links; a mount point may be given through one
  private Path seen() throws IOException {
    return Files.exists(point) ? point.toRealPath() : point;
  }

  private boolean isReadOnlyKind() {
    return type.equals("iso9660") || type.equals("squashfs") || type.equals(BIND);
  }

  private boolean isOfType(Mounted mounted) {
    return switch (type) {
      case BIND -> true;
      case "nfs", "nfs4" -> mounted.type().startsWith("nfs");
      default -> mounted.type().equals(type);
    };
  }

  private boolean isMine(Mounted mounted) throws IOException {
    return switch (type) {
      case TMPFS -> mounted.type().equals(TMPFS);
      // the table names the filesystem below; that both are one directory is what counts
      case BIND -> device.exists() && Files.isSameFile(device.path(), point);
      case BTRFS -> device.isSourceOf(mounted) && isSubvolume(mounted.root());
      default -> device.isSourceOf(mounted);
    };
  }

  private boolean isSubvolume(String root) {
    for (String option : options.split(",")) {
      if (option.startsWith(SUBVOLUME)) {
        String name = option.substring(SUBVOLUME.length());
        return root.equals(name.startsWith("/") ? name : '/' + name);
      }
    }
    // without a word about it the filesystem's own default is meant, whichever that is
    return true;
  }

  private String stranger(Mounted mounted) {
    String what = type.equals(BTRFS) ? mounted.source() + mounted.root() : mounted.source();
    return what + " is mounted on " + point + ", not " + device.name();
  }

  @Override
  public void start(Step step) throws StepFailed {
    Optional<Mounted> there = mounted();
    if (there.isPresent()) {
      if (!isMineOrFail(there.get())) {
        throw new StepFailed(stranger(there.get()) + ": unmount it first");
      }
      return;
    }
    if (!step.dryRun() && !step.await(DEVICE_COMES, device::exists)) {
      throw new StepFailed(device.name() + " does not exist; is what it lies on started?");
    }
    if (!Files.exists(point)) {
      step.change("create the mount point " + point, () -> Files.createDirectories(point));
    } else if (!Files.isDirectory(point) && !type.equals(BIND)) {
      throw new StepFailed("mnt = " + point + " is not a directory");
    }
    String source = source();
    if (care.checks) {
      Fsck.run(step, type, checked(step), care.longestCheck);
    }
    step.must(mount(source));
    writable.forget();
  }

  private String source() throws StepFailed {
    try {
      return device.source();
    } catch (IOException e) {
      throw new StepFailed("loop devices cannot be listed: " + e.getMessage(), e);
    }
  }

  private String checked(Step step) throws StepFailed {
    try {
      return step.dryRun() && !device.exists() ? device.name() : device.checked();
    } catch (IOException e) {
      throw new StepFailed(device.name() + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  private List<String> mount(String source) {
    List<String> argv = new ArrayList<>(List.of("mount"));
    if (type.equals(BIND)) {
      argv.add("--bind");
    } else {
      argv.addAll(List.of("-t", type));
    }
    if (!options.isEmpty()) {
      argv.addAll(List.of("-o", options));
    }
    argv.addAll(List.of(source, point.toString()));
    return argv;
  }

  @Override
  public void stop(Step step) throws StepFailed {
    Optional<Mounted> there = mounted();
    if (there.isEmpty()) {
      step.info("nothing is mounted on " + point);
      return;
    }
    if (!isMineOrFail(there.get())) {
      throw new StepFailed(stranger(there.get()) + ": left alone");
    }
    Path real = Path.of(there.get().point());
    refuseWhileOthersAreBelow(step, real);
    Command umount = Command.of("umount", point.toString());
    for (int i = 1; true; i++) {
      CommandResult result = step.run(umount);
      if (result.ok() || mounted().isEmpty()) {
        return;
      }
      if (i == TRIES || step.remaining().compareTo(WORTH_A_TRY) < 0) {
        throw new StepFailed(result.explain() + Holders.named(real));
      }
      if (care.clears && i >= TRIES_IN_PEACE && Evictor.mayClear(real)) {
        Evictor.clear(step, real);
      }
      step.info("tried again in a second" + Holders.named(real));
      step.await(BETWEEN_TRIES, this::isGone);
    }
  }

  private boolean isGone() {
    try {
      return mounted().isEmpty();
    } catch (StepFailed e) {
      return false;
    }
  }

  private Optional<Mounted> mounted() throws StepFailed {
    try {
      return Mounted.at(seen());
    } catch (IOException e) {
      throw new StepFailed("what is mounted cannot be read: " + e.getMessage(), e);
    }
  }

  // their users are not ours to end, and it would not be unmounted before they are
  private void refuseWhileOthersAreBelow(Step step, Path real) throws StepFailed {
    try {
      List<String> below = Mounted.below(real);
      if (!below.isEmpty() && !step.dryRun()) {
        throw new StepFailed(
            point + " has others mounted below: unmount " + String.join(", ", below) + " first");
      }
    } catch (IOException e) {
      throw new StepFailed("what is mounted cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean isMineOrFail(Mounted mounted) throws StepFailed {
    try {
      return isMine(mounted);
    } catch (IOException e) {
      throw new StepFailed(device.name() + " cannot be looked at: " + e.getMessage(), e);
    }
  }
}
