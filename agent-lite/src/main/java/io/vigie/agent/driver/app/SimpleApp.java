package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.COMMAND;
import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.Secrets;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.Proc;
import io.vigie.agent.process.ProcessTree;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A program that stays in the foreground: the agent detaches it, records which process it is, and
 * finds it again after a restart of its own. Up while that process lives, and its check, if it has
 * one, agrees; warn when it does not.
 */
public final class SimpleApp implements Driver {
  public static final Manual MANUAL =
      AppCommands.manual(
          "A program that stays in the foreground: the agent detaches it, records which process it"
              + " is, and finds it again after a restart of its own. Up while that process lives,"
              + " and its check, if it has one, agrees; warn when it does not.",
          Keyword.required("start", COMMAND, "the program"),
          Keyword.of("stop", COMMAND, "run before its processes are told to end"),
          Keyword.of("kill", TEXT, "all", "who gets SIGTERM first: all of it, or its parent"));

  /** Who is wrong about its arguments dies within that time. */
  private static final Duration SETTLE = Duration.ofMillis(200);

  private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);
  private static final int KILL_ROUNDS = 5;

  private final List<String> start;
  private final List<String> stop;
  private final boolean parentOnly;
  private final AppCommands commands;
  private final AppPlace place;
  private final CommandRunner runner;
  private final Check check;
  private final Info info;

  /** What a look found last; null while nothing runs. */
  private volatile File alive;

  private SimpleApp(Keywords keywords, AppPlace place, CommandRunner runner) {
    keywords.required("start");
    start = keywords.argv("start");
    stop = keywords.argv("stop");
    parentOnly = keywords.read("kill", false, SimpleApp::parentOnly);
    commands = AppCommands.of(keywords, place);
    check = Check.of(keywords, commands, runner);
    info = Info.of(keywords, commands, runner);
    this.place = place;
    this.runner = runner;
  }

  public static SimpleApp of(ResourceDefinition resource, AppPlace place, CommandRunner runner) {
    return new SimpleApp(resource.keywords(), place, runner);
  }

  private static boolean parentOnly(String text) {
    return switch (text) {
      case "all" -> false;
      case "parent" -> true;
      default -> throw new IllegalArgumentException("must be all or parent");
    };
  }

  @Override
  public String label() {
    return Command.of(start).shown();
  }

  @Override
  public Observed status() throws IOException, StepFailed {
    if (place.process().isEmpty()) {
      // only who is about to act looks through all processes
      List<Proc> left = tree(0).alive();
      return left.isEmpty()
          ? Observed.DOWN
          : Observed.of(Availability.WARN)
              .warning("its main process is gone, others of it are left: " + pids(left));
    }
    return check == null ? Observed.UP : alive(check.look());
  }

  /** What runs is not down, whatever its check says: nobody would stop it. */
  private static Observed alive(Observed said) {
    return said.status() == Availability.DOWN
        ? Observed.of(Availability.WARN).warning("its process lives, its check calls it down")
        : said;
  }

  @Override
  public Observed glance() throws IOException, StepFailed {
    Optional<Proc> process = place.process();
    alive = process.map(Proc::place).orElse(null);
    if (process.isEmpty()) {
      return Observed.DOWN;
    }
    return info.beside(check == null ? Observed.UP : alive(check.glance()));
  }

  @Override
  public long sign() {
    File seen = alive;
    return seen == null || seen.exists() ? 0 : 1;
  }

  @Override
  public Duration patience() {
    return check == null ? info.patience() : check.patience().plus(info.patience());
  }

  @Override
  public void start(Step step) throws StepFailed {
    try {
      if (running().isEmpty() && !adopted(step)) {
        launch(step);
      }
    } finally {
      forgetCheck();
    }
    if (check != null && !step.dryRun() && !step.await(step.remaining(), check::isUp)) {
      throw new StepFailed("it runs, but its check does not call it up");
    }
  }

  private Optional<Proc> running() throws StepFailed {
    try {
      return place.process();
    } catch (IOException e) {
      throw new StepFailed("which process it is cannot be read: " + e.getMessage(), e);
    }
  }

  /** An agent that died between starting it and recording it left it with its mark only. */
  private boolean adopted(Step step) throws StepFailed {
    List<Proc> left = alive(tree(0));
    // a helper of one that was killed may lead a session of its own
    Optional<Proc> leader =
        left.stream().filter(each -> each.pid() == each.session() && each.runs(start)).findFirst();
    if (leader.isPresent()) {
      step.change(
          "process " + leader.get().pid() + " is of an earlier start: kept",
          () -> place.record(leader.get()));
      return true;
    }
    if (!left.isEmpty()) {
      step.log(LogLevel.WARN, "its main process is gone, others of it are left: " + pids(left));
      end(step, 0);
    }
    return false;
  }

  private void launch(Step step) throws StepFailed {
    Command command = commands.command(start, runner);
    String program = start.get(0);
    if (program.startsWith("/") || !program.contains("/")) {
      runner
          .find(program)
          .orElseThrow(
              () -> new StepFailed(program + " is not there, or is not executable: see start ="));
    }
    CommandRunner.Detached[] begun = new CommandRunner.Detached[1];
    step.change(
        "detach " + command.shown(),
        () -> {
          place.prepare();
          begun[0] = runner.detach(command, place.log());
          Optional<Proc> process = Proc.of(begun[0].pid());
          if (process.isPresent()) {
            place.record(process.get());
          }
        });
    if (begun[0] != null && step.await(SETTLE, () -> begun[0].exit().isPresent())) {
      throw new StepFailed(
          command.shown()
              + " ended with "
              + begun[0].exit().orElseThrow()
              + " as soon as it was started: "
              + lastWords());
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(place.log(), StandardCharsets.ISO_8859_1);
      return lines.isEmpty() ? "it wrote nothing" : Secrets.mask(lines.get(lines.size() - 1));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void stop(Step step) throws StepFailed {
    try {
      long leader = running().map(Proc::pid).orElse(0L);
      if (!stop.isEmpty()) {
        step.must(commands.command(stop, runner));
      }
      end(step, leader);
      step.change("forget its process", place::forget);
    } finally {
      forgetCheck();
    }
  }

  private void end(Step step, long leader) throws StepFailed {
    ProcessTree tree = tree(leader);
    List<Proc> all = alive(tree);
    if (all.isEmpty()) {
      step.info("none of its processes is left");
      return;
    }
    List<Proc> asked =
        parentOnly && leader > 0 ? all.stream().filter(p -> p.pid() == leader).toList() : all;
    step.change("SIGTERM to " + pids(asked), () -> asked.forEach(Proc::terminate));
    Duration patience = step.remaining().multipliedBy(3).dividedBy(4);
    boolean gone = step.await(patience, () -> all.stream().noneMatch(Proc::lives));
    if (step.dryRun()) {
      return;
    }
    List<Proc> left = alive(tree);
    for (int i = 0; i < KILL_ROUNDS && !left.isEmpty(); i++) {
      List<Proc> stubborn = left;
      step.log(
          LogLevel.WARN,
          gone ? "more of it appeared" : "not gone after " + patience.toMillis() + " ms");
      step.change("SIGKILL to " + pids(stubborn), () -> stubborn.forEach(Proc::kill));
      step.await(KILL_PATIENCE, () -> stubborn.stream().noneMatch(Proc::lives));
      left = alive(tree);
    }
    if (!left.isEmpty()) {
      throw new StepFailed("killed, and still there: " + pids(left));
    }
  }

  private ProcessTree tree(long leader) {
    return new ProcessTree(leader, place.mark());
  }

  private static List<Proc> alive(ProcessTree tree) throws StepFailed {
    try {
      return tree.alive();
    } catch (IOException e) {
      throw new StepFailed("its processes cannot be looked for: " + e.getMessage(), e);
    }
  }

  private static String pids(List<Proc> processes) {
    return processes.stream().map(p -> Long.toString(p.pid())).collect(Collectors.joining(", "));
  }

  private void forgetCheck() {
    if (check != null) {
      check.forget();
    }
  }
}
