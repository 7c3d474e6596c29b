package io.vigie.agent.driver.disk;

import static io.vigie.agent.config.Keyword.Form.PATH;
import static io.vigie.agent.config.Keyword.Form.SIZE;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Ownership;
import io.vigie.agent.driver.Provisionable;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A file carried by a loop device, whichever is free.
 *
 * @param size bytes of a file that is made; 0 for one that is never made
 */
public record LoopDisk(Path file, long size, Ownership ownership) implements Provisionable {
  public static final Manual MANUAL =
      new Manual(
          "A file carried by a loop device, whichever is free.",
          keywords(),
          List.of("losetup --find --show FILE", "losetup --detach DEVICE"));

  private static final Duration RELEASE = Duration.ofSeconds(5);

  private static List<Keyword> keywords() {
    List<Keyword> keywords = new ArrayList<>();
    keywords.add(Keyword.required("file", PATH, "the file"));
    keywords.add(Keyword.of("size", SIZE, "of a file that provision makes; none: it makes none"));
    keywords.addAll(Ownership.KEYWORDS);
    return keywords;
  }

  public static LoopDisk of(ResourceDefinition resource, Ownership ownership) {
    resource.keywords().required("file");
    return new LoopDisk(
        resource.keywords().read("file", null, Values::path),
        resource.keywords().size("size", 0),
        ownership);
  }

  @Override
  public String label() {
    return "loop " + file;
  }

  @Override
  public Observed status() throws IOException {
    return seen(Loops.of(file));
  }

  @Override
  public Observed glance() throws IOException, StepFailed {
    return seen(Loops.recently(file));
  }

  private Observed seen(List<Path> devices) {
    boolean there = Files.exists(file);
    if (!devices.isEmpty()) {
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
    try {
      step.must(List.of("losetup", "--find", "--show", file.toString()));
    } finally {
      Loops.forget();
    }
  }

  @Override
  public void stop(Step step) throws StepFailed {
    try {
      for (Path device : devices()) {
        step.must(List.of("losetup", "--detach", device.toString()));
      }
      // the kernel lets go of a device only when its last user has
      if (!step.await(RELEASE, this::isReleased)) {
        throw new StepFailed(
            devices() + " still carries " + file + ": something uses it; see lsblk and fuser -m");
      }
    } finally {
      Loops.forget();
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
    // of a name that nobody has, and nobody's but its owner's to read
    Path fresh = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
    try (RandomAccessFile made = new RandomAccessFile(fresh.toFile(), "rw")) {
      made.setLength(size);
      made.getFD().sync();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    ownership.note(identity());
  }

  @Override
  public void unprovision(Step step) throws StepFailed {
    if (!devices().isEmpty() && !step.dryRun()) {
      throw new StepFailed(file + " is still carried by a loop device");
    }
    if (!ownership.isMadeHere(identityOrFail())) {
      step.info(file + " was not made by a provision here: left alone");
      return;
    }
    step.change("delete " + file, this::delete);
  }

  private void delete() throws IOException {
    Files.deleteIfExists(file);
    ownership.forget();
  }

  /** Tells it from another file of that name; empty when it is not there. */
  private String identity() throws IOException {
    return Files.exists(file) ? file + " inode " + Files.getAttribute(file, "unix:ino") : "";
  }

  private String identityOrFail() throws StepFailed {
    try {
      return identity();
    } catch (IOException e) {
      throw new StepFailed(file + " cannot be looked at: " + e, e);
    }
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
