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
 */
public record Mount(String type, Device device, Path point, String options) implements Driver {
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
              Keyword.of("mnt_opt", TEXT, "options as mount takes them after -o")),
          List.of(
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
  private static final Duration DEVICE_COMES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration WORTH_A_TRY = BETWEEN_TRIES.multipliedBy(3);
  private static final int TRIES = 5;

  public static Mount of(String type, ResourceDefinition resource) {
    Keywords keywords = resource.keywords();
    keywords.required("mnt");
    boolean memory = type.equals(TMPFS);
    String device = memory ? keywords.text("dev", TMPFS) : keywords.required("dev");
    if (type.equals(BIND)) {
      device = keywords.read("dev", Path.of(""), Values::path).toString();
    }
    return new Mount(
        type,
        new Device(device),
        keywords.read("mnt", null, Values::path),
        keywords.text("mnt_opt", ""));
  }

  @Override
  public String label() {
    return device.name() + " on " + point;
  }

  @Override
  public Observed status() throws IOException {
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
    if (mounted.isReadOnly() && !List.of(options.split(",")).contains("ro") && !isReadOnlyKind()) {
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
      default -> device.isSourceOf(mounted);
    };
  }

  private String stranger(Mounted mounted) {
    return mounted.source() + " is mounted on " + point + ", not " + device.name();
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
    // the check of a filesystem before it is mounted belongs here
    step.must(mount());
  }

  private List<String> mount() throws StepFailed {
    List<String> argv = new ArrayList<>(List.of("mount"));
    if (type.equals(BIND)) {
      argv.add("--bind");
    } else {
      argv.addAll(List.of("-t", type));
    }
    if (!options.isEmpty()) {
      argv.addAll(List.of("-o", options));
    }
    try {
      argv.addAll(List.of(device.source(), point.toString()));
    } catch (IOException e) {
      throw new StepFailed("loop devices cannot be listed: " + e.getMessage(), e);
    }
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
    Command umount = Command.of("umount", point.toString());
    for (int i = 1; true; i++) {
      CommandResult result = step.run(umount);
      if (result.ok() || mounted().isEmpty()) {
        return;
      }
      if (i == TRIES || step.remaining().compareTo(WORTH_A_TRY) < 0) {
        throw new StepFailed(result.explain() + Holders.of(point));
      }
      step.info("tried again in a second" + Holders.of(point));
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

  private boolean isMineOrFail(Mounted mounted) throws StepFailed {
    try {
      return isMine(mounted);
    } catch (IOException e) {
      throw new StepFailed(device.name() + " cannot be looked at: " + e.getMessage(), e);
    }
  }
}
