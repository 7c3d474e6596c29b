package io.vigie.agent.driver.disk;

import static io.vigie.agent.config.Keyword.Form.PATH;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.config.Values;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A file carried by a loop device, whichever is free. */
public record LoopDisk(Path file) implements Driver {
  public static final Manual MANUAL =
      new Manual(
          "A file carried by a loop device, whichever is free.",
          List.of(Keyword.required("file", PATH, "the file; it is not made")),
          List.of("losetup --find --show FILE", "losetup --detach DEVICE"));

  private static final Duration RELEASE = Duration.ofSeconds(5);

  public static LoopDisk of(ServiceDefinition service, ResourceDefinition resource) {
    resource.keywords().required("file");
    return new LoopDisk(resource.keywords().read("file", null, Values::path));
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
