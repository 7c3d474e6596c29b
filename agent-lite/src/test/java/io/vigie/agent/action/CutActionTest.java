package io.vigie.agent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes act on one service; one of them is killed in the middle of an action. */
class CutActionTest {
  @TempDir Path home;
  private EngineBench node;

  @BeforeEach
  void node() {
    node = new EngineBench(home);
    node.service("web", "[ip#0]\n[fs#0]\ndoes = hang\n[app#0]\n");
  }

  /** Starts the service in a process of its own and hangs in the middle; prints what it records. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) {
      EngineBench node = new EngineBench(Path.of(args[0]), OtherProcess::print);
      node.act(Verb.START, "web");
    }

    private static void print(Event event) {
      try {
        System.out.println(event.type() + " " + Json.MAPPER.writeValueAsString(event));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aServiceBusyInAnotherProcessIsRefusedAndItsHolderNamed() {
    try (JavaProcess other = startElsewhere()) {
      assertThat(node.act(Verb.STOP, "web"))
          .isInstanceOfSatisfying(
              ActionResult.Busy.class,
              busy -> assertThat(busy.reason()).contains("(pid " + other.pid() + ")"));
      node.engine.closeCut();
      assertThat(node.journal).as("it runs, it was not cut").isEmpty();
    }
  }

  @Test
  void anActionCutByAKillEndsOnceAsInterruptedAndItsLinesGoOnCounting() {
    JavaProcess other = startElsewhere();
    other.kill();
    node.engine.closeCut();
    node.engine.closeCut();

    long before = other.output().lines().filter(line -> line.startsWith("ACTION_LINE")).count();
    assertThat(before).isEqualTo(3);
    assertThat(node.lines())
        .singleElement()
        .extracting(ActionLine::number, ActionLine::text)
        .containsExactly(3, "interrupted: the process that carried it out died");
    assertThat(node.ends())
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.status()).isEqualTo(ActionStatus.ERR);
              assertThat(other.output()).contains("ACTION_BEGIN", end.id());
              assertThat(end.pid()).isEqualTo(other.pid());
            });
    assertThat(node.states.withAction()).isEmpty();
  }

  @Test
  void theNextActionOnTheServiceClosesTheOneThatWasCut() {
    startElsewhere().kill();
    node.drivers.release.countDown();
    node.act(Verb.START, "web");
    assertThat(node.ends())
        .extracting(ActionEnd::status)
        .containsExactly(ActionStatus.ERR, ActionStatus.OK);
    assertThat(node.ends()).extracting(ActionEnd::id).doesNotHaveDuplicates();
  }

  @Test
  void anEndThatWasKnownBeforeTheCrashIsSaidAgainAsItWas() throws IOException {
    ActionBegin begin = begin();
    ActionEnd end = end(begin, ActionStatus.OK);
    try (ServiceState.Held held = lock().orElseThrow()) {
      held.begin(begin);
      held.end(end);
    }
    node.engine.closeCut();
    node.engine.closeCut();
    assertThat(node.journal).containsExactly(end);
  }

  @Test
  void anEndCutWhileItWasWrittenCountsAsInterrupted() throws IOException {
    ActionBegin begin = begin();
    try (ServiceState.Held held = lock().orElseThrow()) {
      held.begin(begin);
      held.nextLine();
      held.end(end(begin, ActionStatus.OK));
    }
    Path trace = home.resolve("states/web.action");
    String whole = Files.readString(trace);
    Files.writeString(
        trace, whole.substring(0, whole.length() - 20), StandardOpenOption.TRUNCATE_EXISTING);
    node.engine.closeCut();
    assertThat(node.ends()).extracting(ActionEnd::status).containsExactly(ActionStatus.ERR);
    assertThat(node.lines()).extracting(ActionLine::number).containsExactly(1);
  }

  @Test
  void aTraceNobodyCanReadGoesAwayAndHindersNothing() throws IOException {
    Files.createDirectories(home.resolve("states"));
    Files.writeString(home.resolve("states/web.action"), "\0\0\0");
    node.engine.closeCut();
    assertThat(node.states.withAction()).isEmpty();
    assertThat(node.act(Verb.FREEZE, "web")).isInstanceOf(ActionResult.Ended.class);
  }

  @Test
  void whatACutActionRanIsWaitedForThenLeftToItselfAndKilledIfAsked() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put(CommandRunner.MARK, "m-1");
    Process sleep = builder.start();
    CutActions cut = new CutActions(new SystemRunner(), node.journal::add, Clock.systemUTC());
    try (ServiceState.Held held = lock().orElseThrow()) {
      held.begin(begin(Instant.now()));
      held.programBegins("m-0");
      held.programEnded("m-0");
      held.programBegins("m-1");
    }
    try (ServiceState.Held held = lock().orElseThrow()) {
      assertThat(cut.close(held, false)).isFalse();
      assertThat(node.journal).isEmpty();
      held.begin(begin());
      held.programBegins("m-1");
    }
    try (ServiceState.Held held = lock().orElseThrow()) {
      assertThat(cut.close(held, false)).as("its time is up").isTrue();
      assertThat(node.texts().get(0)).contains("is left to itself");
      assertThat(sleep.isAlive()).isTrue();
      held.begin(begin(Instant.now()));
      held.programBegins("m-1");
    }
    try (ServiceState.Held held = lock().orElseThrow()) {
      assertThat(cut.close(held, true)).isTrue();
    }
    assertThat(sleep.waitFor()).isEqualTo(137);
    assertThat(node.texts()).contains("a program that it ran was killed");
  }

  private Optional<ServiceState.Held> lock() throws IOException {
    return node.states.of("web").lock(Duration.ZERO);
  }

  private JavaProcess startElsewhere() {
    JavaProcess other = JavaProcess.start(OtherProcess.class, Map.of(), home.toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> other.output().contains("hanging") || !other.isAlive());
    assertThat(other.output()).contains("hanging");
    return other;
  }

  private static ActionBegin begin() {
    return begin(Instant.EPOCH);
  }

  private static ActionBegin begin(Instant time) {
    return new ActionBegin(
        "a-1", new InstanceId("default", "web", "n1"), "start", null, "root", "", 1, time, 60);
  }

  private static ActionEnd end(ActionBegin begin, ActionStatus status) {
    return new ActionEnd(
        begin.id(),
        begin.instance(),
        begin.action(),
        begin.origin(),
        begin.by(),
        begin.command(),
        begin.pid(),
        begin.begin(),
        Instant.EPOCH.plusSeconds(5),
        status);
  }
}
