package io.vigie.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemRunnerTest {
  private final SystemRunner runner = new SystemRunner();

  @TempDir Path home;

  @Test
  void aWordOfTheArgvIsAWordOfTheProgramAndNoShellSeesIt() {
    CommandResult result = runner.run(Command.of("printf", "%s|", "a b", "$HOME", ";ls", "*"));

    assertThat(result.output()).isEqualTo("a b|$HOME|;ls|*|");
    assertThat(result.ok()).isTrue();
  }

  @Test
  void bothStreamsAreHeardLineByLineAndTheExitCodeIsKept() {
    List<OutputLine> live = new ArrayList<>();

    CommandResult result =
        runner.run(
            Command.of("sh", "-c", "echo out; echo err >&2; printf open; exit 3"), live::add);

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.lines())
        .containsExactlyInAnyOrder(
            new OutputLine(false, "out"),
            new OutputLine(true, "err"),
            new OutputLine(false, "open"));
    assertThat(live).isEqualTo(result.lines());
    assertThat(result.explain()).startsWith("sh -c ").contains("ended with 3: ");
  }

  @Test
  void aProgramThatIsNotThereEndsWith127AndSaysSo() {
    CommandResult result = runner.run(Command.of("vigie-no-such-program"));

    assertThat(result.exit()).isEqualTo(127);
    assertThat(result.explain()).contains("vigie-no-such-program").contains("cannot be run");
  }

  @Test
  void aProgramEndedByASignalHas128AndItsNumber() {
    assertThat(runner.run(Command.of("sh", "-c", "kill -9 $$")).exit()).isEqualTo(137);
  }

  @Test
  void muchOutputIsHeardOutAndCapped() {
    CommandResult result = runner.run(Command.of("seq", "20000"));

    assertThat(result.ok()).isTrue();
    assertThat(result.lines()).hasSize(500).endsWith(new OutputLine(false, "500"));
    assertThat(result.dropped()).isEqualTo(19500);
  }

  @Test
  void aLineWithoutEndIsCut() {
    CommandResult result =
        runner.run(Command.of("sh", "-c", "head -c 100000 /dev/zero | tr '\\0' x"));

    assertThat(result.lines()).hasSize(1);
    assertThat(result.output()).hasSize(4096 + 2).endsWith("x …");
  }

  @Test
  void secretsAreMaskedInTheArgvAndInTheOutput() {
    Command command = Command.of("echo", "hunter2", "--password", "x9").hiding(Set.of("hunter2"));

    CommandResult result = runner.run(command);

    assertThat(result.output()).startsWith("*** --password");
    assertThat(result.explain()).doesNotContain("hunter2").doesNotContain("x9 ended");
  }

  @Test
  void onATimeOutTheWholeTreeIsKilledDaemonsToo() throws IOException {
    Path pids = home.resolve("pids");
    // the daemon leads a session of its own and its parent has gone: only its mark finds it
    String daemonize = "(setsid sh -c 'echo $$ >" + pids + "; exec sleep 300' &)";
    String script = daemonize + "; sleep 300 & wait";

    CommandResult result =
        runner.run(Command.of("sh", "-c", script).within(Duration.ofMillis(1500)));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.ok()).isFalse();
    assertThat(result.explain()).contains("was killed");
    assertThat(Files.readString(pids)).isNotBlank();
    long daemon = Long.parseLong(Files.readString(pids).strip());
    assertThat(Proc.of(daemon).filter(Proc::alive)).isEmpty();
    assertThat(new ProcessTree(result.pid(), "VIGIE_NONE=").alive()).isEmpty();
  }

  @Test
  void aDaemonThatKeepsTheOutputOpenHoldsNothingUp() throws IOException {
    Path pid = home.resolve("pid");

    CommandResult result =
        runner.run(
            Command.of("sh", "-c", "setsid sleep 300 & echo $! >" + pid + "; echo begun")
                .within(Duration.ofSeconds(60)));

    assertThat(result.ok()).isTrue();
    assertThat(result.output()).isEqualTo("begun");
    Proc daemon = Proc.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    assertThat(daemon.alive()).isTrue();
    daemon.kill();
  }

  @Test
  void whatIsDetachedLeadsASessionOfItsOwnAndWritesToItsLog() throws IOException {
    Path log = home.resolve("log");
    Command command =
        Command.of("sh", "-c", "echo $TIDE; pwd; exec sleep 300")
            .with(Map.of("TIDE", "high"))
            .in(home);

    CommandRunner.Detached detached = runner.detach(command, log);

    await().untilAsserted(() -> assertThat(log).hasContent("high\n" + home.toRealPath()));
    Proc process = Proc.of(detached.pid()).orElseThrow();
    assertThat(process.session()).isEqualTo(process.pid());
    assertThat(process.bornWith("TIDE=high")).isTrue();
    assertThat(detached.exit()).isEmpty();
    process.terminate();
    await().until(() -> detached.exit().isPresent());
    assertThat(detached.exit()).contains(143);
    assertThat(process.lives()).isFalse();
  }

  @Test
  void whatIsNotThereCannotBeDetached() {
    assertThatThrownBy(() -> runner.detach(Command.of("vigie-no-such-program"), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vigie-no-such-program is not there");
  }

  @Test
  void aNameWithBlanksAndParenthesesIsNoTrap() {
    String stat = "42 (tide (low) x) S 7 42 40 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 1 1 1";

    assertThat(Proc.parse(stat)).isEqualTo(new Proc(42, 7, 40, 'S', 98765));
  }
}
