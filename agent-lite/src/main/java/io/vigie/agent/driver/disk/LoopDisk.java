package io.vigie.agent.driver.disk;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.SIZE;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Provisionable;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A file carried by a loop device, whichever is free.
 *
 * @param size bytes of a file that is made; 0 for one that is never made
 */
public record LoopDisk(Path file, long size) implements Provisionable {
  public static final Manual MANUAL =
      new Manual(
          "A file carried by a loop device, whichever is free.",
          List.of(
              Keyword.required("file", PATH, "the file"),
              Keyword.of("size", SIZE, "of a file that provision makes; none: it makes none")),
          List.of("losetup --find --show FILE", "losetup --detach DEVICE"));

  private static final Duration RELEASE = Duration.ofSeconds(5);

  public static LoopDisk of(ServiceDefinition service, ResourceDefinition resource) {
    resource.keywords().required("file");
    return new LoopDisk(
        resource.keywords().read("file", null, Values::path), resource.keywords().size("size", 0));
  }

  @Override
  public String label() {
    return "loop " + file;
  }

  @Override
  public Observed status() throws IOException {
    boolean there = Files.exists(file);
    if (!Loops.of(file).isEmpty()) {
      return Observed.UP.provisioned(there);
    }
    return there
        ? Observed.DOWN.provisioned(true)
        : Observed.DOWN.provisioned(false).warning(file + " does not exist");
  }

  @Override
  public void start(Step step) throws StepFailed {
    if (!devices().isEmpty()) {
      return;
    }
    if (!step.dryRun() && !Files.isRegularFile(file)) {
      throw new StepFailed(file + " is not a file that a loop device could carry");
    }
    step.must(List.of("losetup", "--find", "--show", file.toString()));
  }

  @Override
  public void stop(Step step) throws StepFailed {
    for (Path device : devices()) {
      step.must(List.of("losetup", "--detach", device.toString()));
    }
    // the kernel lets go of a device only when its last user has
    if (!step.await(RELEASE, this::isReleased)) {
      throw new StepFailed(
          devices() + " still carries " + file + ": something uses it; see lsblk and fuser -m");
    }
  }

  @Override
  public void provision(Step step) throws StepFailed {
    if (size == 0) {
      throw new StepFailed(file + " is not there, and without size = 10g it cannot be made");
    }
    if (!step.dryRun() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new StepFailed(file + " is there already: left alone");
    }
    step.change("create " + file + " of " + size + " bytes", this::create);
  }

  // under another name first: a kill leaves no file that is too short
  private void create() throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (RandomAccessFile made = new RandomAccessFile(fresh.toFile(), "rw")) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      made.setLength(size);
      made.getFD().sync();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void unprovision(Step step) throws StepFailed {
    if (!devices().isEmpty() && !step.dryRun()) {
      throw new StepFailed(file + " is still carried by a loop device");
    }
    step.change("delete " + file, () -> Files.deleteIfExists(file));
  }

  private boolean isReleased() {
    try {
      return Loops.of(file).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private List<Path> devices() throws StepFailed {
    try {
      return Loops.of(file);
    } catch (IOException e) {
      throw new StepFailed("loop devices cannot be listed: " + e.getMessage(), e);
    }
  }
}
