package io.vigie.agent;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.driver.Exclusive;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Ownership;
import io.vigie.agent.driver.Provisionable;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.Task;
import io.vigie.agent.driver.Unreached;
import io.vigie.agent.driver.sync.Snapshots;
import io.vigie.agent.driver.sync.Stamps;
import io.vigie.agent.driver.sync.Sync;
import io.vigie.agent.driver.sync.Tally;
import io.vigie.agent.driver.sync.Target;
import io.vigie.agent.driver.sync.Timing;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.SystemRunner;
import io.vigie.agent.schedule.Schedule;
import io.vigie.contract.id.ResourceGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Resources that are files: one is up while its file exists. The keyword {@code does} makes one
 * misbehave: fail, be deaf, throw, hang, asleep (a look hangs), complain, blind, taken (elsewhere),
 * check (itself for 2.5 s), half (it is up, and fails). One that is {@code made} has a second file,
 * which provision makes. One of group task is a task.
 */
public final class FlagDrivers implements Drivers {
  private final Path directory;

  /** What was started and stopped, in order. */
  public final List<String> done = new CopyOnWriteArrayList<>();

  /** A driver that hangs waits for it. */
  public final CountDownLatch release = new CountDownLatch(1);

  /** How many that hung have come to their end, whatever that was. */
  public final AtomicInteger woke = new AtomicInteger();

  /** How many looks at one that is asleep were begun. */
  public final AtomicInteger looks = new AtomicInteger();

  /** Called before and after each change. */
  public Runnable point = () -> {};

  public FlagDrivers(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Set<String>> keywords(String type) {
    return Optional.of(
        Set.of(
            "does",
            "name",
            "run",
            "made",
            "netns",
            "provision",
            "unprovision",
            "shared",
            "missed"));
  }

  @Override
  public Driver create(ServiceDefinition service, ResourceDefinition resource)
      throws ConfigException {
    Path flag = directory.resolve(service.id().service() + "." + resource.rid());
    String rid = resource.rid().toString();
    String does = resource.keywords().text("does", "");
    List<String> run = resource.keywords().argv("run");
    boolean isMade = resource.keywords().truth("made", false);
    Ownership ownership = Ownership.of(directory, service, resource);
    resource.keywords().check();
    if (does.equals("taken")) {
      return new TakenFlag(flag, rid, does, run);
    }
    if (resource.rid().group() == ResourceGroup.SYNC) {
      boolean catchesUp = !resource.keywords().text("missed", "").equals("report");
      return new SyncFlag(flag, rid, does, run, service, catchesUp);
    }
    if (resource.rid().group() == ResourceGroup.TASK) {
      return new TaskFlag(flag, rid, does, run);
    }
    return isMade ? new MadeFlag(flag, rid, does, run, ownership) : new Flag(flag, rid, does, run);
  }

  /** The file that says whether the resource is up. */
  public Path flag(String service, String rid) {
    return directory.resolve(service + "." + rid);
  }

  /** Copies nothing, and says so; {@code does} fails or hangs on the way to a node of that name. */
  private final class SyncFlag extends Flag implements Sync {
    private final ServiceDefinition service;
    private final String does;
    private final boolean catchesUp;

    SyncFlag(
        Path flag,
        String rid,
        String does,
        List<String> run,
        ServiceDefinition service,
        boolean catchesUp) {
      super(flag, rid, "", run);
      this.service = service;
      this.catchesUp = catchesUp;
      this.does = does;
    }

    @Override
    public void start(Step step) {
      Sync.super.start(step);
    }

    @Override
    public void stop(Step step) {
      Sync.super.stop(step);
    }

    @Override
    public List<Target> targets() {
      List<Target> targets = new ArrayList<>();
      service.nodes().forEach(each -> targets.add(new Target(each, false)));
      service.drpNodes().forEach(each -> targets.add(new Target(each, true)));
      targets.removeIf(each -> each.node().equals(service.id().node()));
      return targets;
    }

    @Override
    public Timing timing() {
      return new Timing(Schedule.parse("@10m"), Duration.ofHours(25), catchesUp, 1);
    }

    @Override
    public Stamps stamps() {
      return new Stamps(flag.resolveSibling(flag.getFileName() + ".stamps"));
    }

    @Override
    public Snapshots snapshots(String action) {
      return Snapshots.of(directory, service.id().service(), action, new SystemRunner());
    }

    @Override
    public Source open(Step step, Snapshots snapshots) {
      done.add("open " + rid);
      return new Source(Instant.now(), List.of());
    }

    @Override
    public Tally copy(Step step, Source source, Target to) throws StepFailed {
      if (does.equals("fail " + to.node())) {
        throw new StepFailed("the wire to " + to.node() + " is cut");
      }
      if (does.equals("hang " + to.node())) {
        done.add("hangs");
        step.await(Duration.ofSeconds(30), () -> false);
        throw new StepFailed("woke");
      }
      done.add("copy " + rid + " to " + to.node());
      step.change("stamp", () -> stamps().sent(to, source.moment()));
      return new Tally(3, 4096, "", "");
    }
  }

  private class Flag implements Driver {
    final Path flag;
    final String rid;
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
      if (does.equals("asleep")) {
        looks.incrementAndGet();
        awaitRelease();
      }
      return Files.exists(flag) ? Observed.UP : Observed.DOWN;
    }

    @Override
    public void start(Step step) throws StepFailed {
      try {
        misbehave(step);
        if (!run.isEmpty()) {
          step.must(Command.of(run));
        }
        step.change("raise " + rid, () -> Files.createFile(flag));
      } finally {
        if (does.equals("hang")) {
          woke.incrementAndGet();
        }
      }
      tell(step, "start ");
      if (does.equals("half") && !step.dryRun()) {
        throw new StepFailed("the flag hangs at half-mast");
      }
    }

    @Override
    public void stop(Step step) throws StepFailed {
      misbehave(step);
      step.change("lower " + rid, () -> Files.delete(flag));
      tell(step, "stop ");
    }

    void tell(Step step, String verb) {
      if (!step.dryRun()) {
        done.add(verb + rid);
        point.run();
      }
    }

    void misbehave(Step step) throws StepFailed {
      if (step.dryRun()) {
        return;
      }
      point.run();
      switch (does) {
        case "deaf" -> throw new Unreached("nobody inside answers");
        case "fail" -> throw new StepFailed("the flag is stuck");
        case "throw" -> throw new IllegalStateException("driver bug");
        case "complain" -> step.log(io.vigie.contract.event.LogLevel.WARN, "the flag squeaks");
        case "hang" -> hang(step);
        case "check" -> check(step);
        default -> {}
      }
    }

    private void check(Step step) throws StepFailed {
      Command command = Command.of("sleep", "2.5").within(Duration.ofMinutes(1));
      if (!step.runInItsTime(command).ok()) {
        throw new StepFailed("the flag's check was cut");
      }
    }

    private void hang(Step step) {
      step.info("hanging");
      awaitRelease();
      step.info("said too late");
    }

    private void awaitRelease() {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final class TakenFlag extends Flag implements Exclusive {
    TakenFlag(Path flag, String rid, String does, List<String> run) {
      super(flag, rid, does, run);
    }

    @Override
    public void checkFree(Step step) throws StepFailed {
      step.info("ask who has " + rid);
      if (!step.dryRun()) {
        throw new StepFailed("n2 has " + rid);
      }
    }
  }

  private final class TaskFlag extends Flag implements Task {
    TaskFlag(Path flag, String rid, String does, List<String> run) {
      super(flag, rid, does, run);
    }

    @Override
    public void run(Step step) throws StepFailed {
      misbehave(step);
      step.info("work of " + rid);
      tell(step, "run ");
    }
  }

  private final class MadeFlag extends Flag implements Provisionable {
    private final Path made;
    private final Ownership ownership;

    MadeFlag(Path flag, String rid, String does, List<String> run, Ownership ownership) {
      super(flag, rid, does, run);
      this.ownership = ownership;
      made = flag.resolveSibling(flag.getFileName() + ".made");
    }

    @Override
    public Observed status() {
      return super.status().provisioned(Files.exists(made));
    }

    @Override
    public void start(Step step) throws StepFailed {
      if (!step.dryRun() && !Files.exists(made)) {
        throw new StepFailed(rid + " was not made");
      }
      super.start(step);
    }

    @Override
    public Ownership ownership() {
      return ownership;
    }

    @Override
    public void provision(Step step) throws StepFailed {
      misbehave(step);
      step.change("make " + rid, () -> Files.createFile(made));
      tell(step, "provision ");
    }

    @Override
    public void unprovision(Step step) throws StepFailed {
      step.change("unmake " + rid, () -> Files.delete(made));
      tell(step, "unprovision ");
    }
  }
}
