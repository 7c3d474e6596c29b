package io.vigie.agent.driver.fs;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import java.io.File;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** A file in memory that is there or not: stands for a filesystem where none is wanted. */
public final class Flag implements Driver {
  public static final Manual MANUAL =
      new Manual(
          "A file in memory that is there or not: stands for a filesystem where none is wanted.",
          List.of(),
          List.of());

  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path file;
  private final File place;

  Flag(Path file) {
    this.file = file;
    place = file.toFile();
  }

  public static Flag of(ServiceDefinition service, ResourceDefinition resource) {
    // no name has a colon, so that no two resources of this host meet in one file
    String name =
        String.join(
            ":",
            "vigie",
            service.id().cluster(),
            service.id().node(),
            service.id().service(),
            resource.rid().toString());
    return new Flag(MEMORY.resolve(name));
  }

  @Override
  public String label() {
    return file.toString();
  }

  @Override
  public Observed status() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Observed.UP : Observed.DOWN;
  }

  @Override
  public long sign() {
    return place.exists() ? 1 : 0;
  }

  @Override
  public void start(Step step) throws StepFailed {
    step.change(
        "create " + file,
        () -> {
          try {
            Files.createFile(file);
          } catch (FileAlreadyExistsException e) {
            step.info(file + " is there already");
          }
        });
  }

  @Override
  public void stop(Step step) throws StepFailed {
    step.change("delete " + file, () -> Files.deleteIfExists(file));
  }
}
