package io.vigie.agent;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Resources that are files: one is up while its file exists. The keyword {@code does} makes one
 * misbehave: fail, throw, hang, complain, blind.
 */
public final class FlagDrivers implements Drivers {
  private final Path directory;

  /** What was started and stopped, in order. */
  public final List<String> done = new CopyOnWriteArrayList<>();

  /** A driver that hangs waits for it. */
  public final CountDownLatch release = new CountDownLatch(1);

  public FlagDrivers(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Set<String>> keywords(String type) {
    return Optional.of(Set.of("does", "run"));
  }

  @Override
  public Driver create(ServiceDefinition service, ResourceDefinition resource)
      throws ConfigException {
    Path flag = directory.resolve(service.id().service() + "." + resource.rid());
    Flag made =
        new Flag(
            flag,
            resource.rid().toString(),
            resource.keywords().text("does", ""),
            resource.keywords().argv("run"));
    resource.keywords().check();
    return made;
  }

  /** The file that says whether the resource is up. */
  public Path flag(String service, String rid) {
    return directory.resolve(service + "." + rid);
  }

  private final class Flag implements Driver {
    private final Path flag;
    private final String rid;
    private final String does;
    private final List<String> run;

    Flag(Path flag, String rid, String does, List<String> run) {
      this.flag = flag;
      this.rid = rid;
      this.does = does;
      this.run = run;
    }

    @Override
    public String label() {
      return "flag " + rid;
    }

    @Override
    public Observed status() {
      if (does.equals("blind")) {
        throw new IllegalStateException("no eyes");
      }
      return Files.exists(flag) ? Observed.UP : Observed.DOWN;
    }

    @Override
    public void start(Step step) throws StepFailed {
      misbehave(step);
      if (!run.isEmpty()) {
        step.must(Command.of(run));
      }
      step.change("raise " + rid, () -> Files.createFile(flag));
      tell(step, "start ");
    }

    @Override
    public void stop(Step step) throws StepFailed {
      misbehave(step);
      step.change("lower " + rid, () -> Files.delete(flag));
      tell(step, "stop ");
    }

    private void tell(Step step, String verb) {
      if (!step.dryRun()) {
        done.add(verb + rid);
      }
    }

    private void misbehave(Step step) throws StepFailed {
      if (step.dryRun()) {
        return;
      }
      switch (does) {
        case "fail" -> throw new StepFailed("the flag is stuck");
        case "throw" -> throw new IllegalStateException("driver bug");
        case "complain" -> step.log(io.vigie.contract.event.LogLevel.WARN, "the flag squeaks");
        case "hang" -> hang(step);
        default -> {}
      }
    }

    private void hang(Step step) {
      step.info("hanging");
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      step.info("said too late");
    }
  }
}
