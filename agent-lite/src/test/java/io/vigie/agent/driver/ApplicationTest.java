package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.Proc;
import io.vigie.agent.process.ProcessTree;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.availability.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes. */
class ApplicationTest {
  private final SystemRunner runner = new SystemRunner();

  @TempDir Path home;

  private Lab lab;

  @BeforeEach
  void openLab() {
    lab = new Lab(home, runner);
  }

  @AfterEach
  void endAllOfIt() throws IOException {
    ours().forEach(Proc::kill);
  }

  private List<Proc> ours() throws IOException {
    return new ProcessTree(0, "VIGIE_APP=" + home.resolve("apps/buoy/app#0")).alive();
  }

  @Test
  void anApplicationIsStartedFoundAgainByAnotherAgentAndStoppedWithItsChildren() throws Exception {
    String section =
        simple("sh -c 'sleep 300 & setsid sleep 300 & echo ready >%s; wait'", home.resolve("r"));
    Driver driver = lab.driver(section);
    assertThat(driver.status()).isEqualTo(Observed.DOWN);

    lab.start(driver);
    await().until(() -> Files.exists(home.resolve("r")));
    await().until(() -> ours().size() == 3);

    Driver afterRestart = new Lab(home, new SystemRunner()).driver(section);
    assertThat(afterRestart.status()).isEqualTo(Observed.UP);
    lab.start(afterRestart);
    assertThat(ours()).as("started twice is started once").hasSize(3);
    lab.stop(afterRestart);
    assertThat(ours()).isEmpty();
    assertThat(driver.status()).isEqualTo(Observed.DOWN);
    assertThat(lab.stop(driver).lines).contains("info: none of its processes is left");
  }

  @Test
  void anApplicationThatIsKilledIsSeenDownAtOnceAndStartsAgain() throws Exception {
    Driver driver = lab.driver(simple("sleep 300"));
    lab.start(driver);

    Proc before = ours().get(0);
    before.kill();

    await().atMost(Duration.ofSeconds(5)).until(() -> driver.glance().equals(Observed.DOWN));
    lab.start(driver);
    assertThat(driver.status()).isEqualTo(Observed.UP);
    assertThat(ours()).hasSize(1).doesNotContain(before);
  }

  @Test
  void childrenLeftByAMainProcessThatDiedAreSeenByWhoActsAndStopped() throws Exception {
    Driver driver = lab.driver(simple("sh -c 'sleep 300 & wait'"));
    lab.start(driver);
    await().until(() -> ours().size() == 2);

    ours().stream().filter(each -> each.pid() == each.session()).forEach(Proc::kill);
    await().until(() -> driver.glance().equals(Observed.DOWN));

    assertThat(driver.status().status().wire()).isEqualTo("warn");
    assertThat(driver.status().log().get(0).text()).contains("others of it are left");
    lab.stop(driver);
    assertThat(ours()).isEmpty();
    assertThat(driver.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void oneThatHearsNoTermIsKilled() throws Exception {
    Path ready = home.resolve("ready");
    Driver driver =
        lab.driver(simple("sh -c 'trap \"\" TERM; echo >%s; while :; do sleep 1; done'", ready));
    lab.start(driver);
    await().until(() -> Files.exists(ready));

    LabStep step = lab.step(Duration.ofSeconds(2));
    driver.stop(step);

    assertThat(ours()).isEmpty();
    assertThat(step.lines).anyMatch(line -> line.startsWith("info: SIGKILL to "));
  }

  @Test
  void oneThatDiesAtOnceFailsTheStartWithItsLastWords() throws Exception {
    Driver driver = lab.driver(simple("sh -c 'echo no chart >&2; exit 4'"));

    assertThatThrownBy(() -> lab.start(driver))
        .isInstanceOf(StepFailed.class)
        .hasMessageEndingWith("ended with 4 as soon as it was started: no chart");
    assertThat(driver.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void aProgramThatIsNotThereIsNamed() throws Exception {
    Driver driver = lab.driver(simple("/opt/none/tide"));

    assertThatThrownBy(() -> lab.start(driver))
        .hasMessage("/opt/none/tide is not there, or is not executable: see start =");
  }

  @Test
  void oneThatWasStartedButNotRecordedIsKept() throws Exception {
    String mark = home.resolve("apps/buoy/app#0").toString();
    long pid =
        runner.detach(Command.of("sleep", "300").with(Map.of("VIGIE_APP", mark)), null).pid();
    await().until(() -> ours().size() == 1);
    Driver driver = lab.driver(simple("sleep 300"));

    LabStep step = lab.start(driver);

    assertThat(step.lines).contains("info: process " + pid + " is of an earlier start: kept");
    assertThat(ours()).hasSize(1);
    assertThat(driver.status()).isEqualTo(Observed.UP);
  }

  @Test
  void aHelperThatOutlivedItsKilledProgramIsNotTakenForIt() throws Exception {
    Driver driver = lab.driver(simple("sh -c 'setsid sleep 86401 & exec sleep 86402'"));
    lab.start(driver);
    long killed = recorded();
    Path helpers = Path.of("/proc/" + killed + "/task/" + killed + "/children");
    await().until(() -> !Files.readString(helpers).isBlank());
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    await().until(() -> driver.status().status() == Availability.WARN);

    LabStep again = lab.start(driver);

    assertThat(again.lines).noneMatch(line -> line.contains("kept"));
    assertThat(ProcessHandle.of(recorded()).orElseThrow().info().commandLine().orElse(""))
        .doesNotContain("86401");
    assertThat(driver.status()).isEqualTo(Observed.UP);
  }

  private long recorded() throws Exception {
    return Long.parseLong(Files.readString(home.resolve("apps/buoy/app#0.pid")).split(" ")[0]);
  }

  @Test
  void aRecordOfAnotherProcessWithThatPidIsNotBelieved() throws Exception {
    Driver driver = lab.driver(simple("sleep 300"));
    lab.start(driver);
    Path record = home.resolve("apps/buoy/app#0.pid");
    String[] words = Files.readString(record).strip().split(" ");
    assertThat(driver.glance()).isEqualTo(Observed.UP);

    Files.writeString(record, words[0] + " " + (Long.parseLong(words[1]) + 1) + " " + words[2]);
    assertThat(driver.glance()).isEqualTo(Observed.DOWN);
    Files.writeString(record, words[0] + " " + words[1] + " of-an-earlier-boot");
    assertThat(driver.glance()).isEqualTo(Observed.DOWN);
  }

  @Test
  void aDryRunDetachesAndStopsNothing() throws Exception {
    Driver driver = lab.driver(simple("sleep 300"));
    LabStep plan = lab.dry();

    driver.start(plan);
    assertThat(plan.lines).containsExactly("info: detach sleep 300");
    assertThat(driver.status()).isEqualTo(Observed.DOWN);
    lab.start(driver);
    driver.stop(lab.dry());
    assertThat(driver.status()).isEqualTo(Observed.UP);
  }

  @Test
  void aForkingApplicationComesUpAndGoesDownByItsCommands() throws Exception {
    Path pid = home.resolve("pid");
    Driver driver =
        lab.driver(
            """
            [app#0]
            type = forking
            start = sh -c 'setsid sleep 300 >/dev/null 2>&1 & echo $! >%1$s'
            stop = sh -c 'kill $(cat %1$s) && rm %1$s'
            check = sh -c 'kill -0 $(cat %1$s) 2>/dev/null'
            """
                .formatted(pid));
    assertThat(driver.status()).isEqualTo(Observed.DOWN);

    lab.start(driver);
    assertThat(driver.glance()).isEqualTo(Observed.UP);
    assertThat(ours()).hasSize(1);
    lab.stop(driver);
    assertThat(driver.glance()).isEqualTo(Observed.DOWN);
    await().until(() -> ours().isEmpty());
  }

  @Test
  void aStartThatTakesTooLongIsKilledWithWhatItBegan() throws Exception {
    Driver driver =
        lab.driver("[app#0]\ntype = forking\nstart = sh -c 'setsid sleep 300 & sleep 300'\n");
    LabStep step = lab.step(Duration.ofMillis(1500));

    assertThatThrownBy(() -> driver.start(step))
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("sleep 300")
        .hasMessageContaining("took longer than")
        .hasMessageContaining("and was killed");
    assertThat(ours()).isEmpty();
  }

  @Test
  void aCheckThatHangsIsNoAnswer() throws Exception {
    Driver driver =
        lab.driver(
            "[app#0]\ntype = forking\nstart = true\ncheck = sleep 300\ncheck_timeout = 300ms\n");

    assertThatThrownBy(driver::status)
        .isInstanceOf(StepFailed.class)
        .hasMessageStartingWith("check: sleep 300 took longer than");
    assertThat(ours()).isEmpty();
  }

  @Test
  void anApplicationHasItsUserItsLimitsItsDirectoryAndItsEnvironment() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root takes users");
    Path says = home.resolve("says");
    Files.createFile(says);
    Files.setPosixFilePermissions(says, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

    lab.start(
        lab.driver(
            """
            [app#0]
            type = simple
            start = sh -c 'id -un; id -gn; pwd; ulimit -n; echo $TIDE; exec sleep 300'
            user = nobody
            group = daemon
            cwd = /usr
            environment = TIDE='low water'
            limit_nofile = 77
            """));

    Path log = home.resolve("apps/buoy/app#0.log");
    await().until(() -> Files.readAllLines(log).size() == 5);
    assertThat(log).hasContent("nobody\ndaemon\n/usr\n77\nlow water\n");
  }

  @Test
  void whatAnApplicationTellsOfItselfIsShownWhileItIsUp() throws Exception {
    Path up = home.resolve("up");
    Driver driver =
        lab.driver(
            """
            [app#0]
            start = touch %1$s
            stop = rm %1$s
            check = test -e %1$s
            info = sh -c 'echo version 7; echo nobody needs this >&2; echo clients 3'
            """
                .formatted(up));
    assertThat(driver.status()).isEqualTo(Observed.DOWN);

    lab.start(driver);

    assertThat(driver.status()).as("who acts does not wait for it").isEqualTo(Observed.UP);
    assertThat(driver.glance()).isEqualTo(Observed.UP.info("version 7").info("clients 3"));
    lab.stop(driver);
    assertThat(driver.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void aProgramThatRunsIsNotDownForItsCheckAndIsStopped() throws Exception {
    Path up = Files.createFile(home.resolve("up"));
    Driver driver = lab.driver(simple("sleep 86400\ncheck = test -e %s\ncheck_interval = 0", up));
    lab.start(driver);
    assertThat(driver.status()).isEqualTo(Observed.UP);

    Files.delete(up);

    assertThat(driver.status())
        .isEqualTo(
            Observed.of(Availability.WARN).warning("its process lives, its check calls it down"));
    lab.stop(driver);
    assertThat(driver.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void aTaskIsAsItsLastRunWasAndThatOutlivesTheAgent() throws Exception {
    Path trouble = home.resolve("trouble");
    String section =
        "[task#0]\ncommand = sh -c 'test ! -e %s || (echo no tide; exit 3)'\n".formatted(trouble);
    Task task = (Task) lab.driver(section);
    assertThat(task.status()).isEqualTo(Observed.NOT_APPLICABLE);

    task.run(lab.step());
    assertThat(task.status()).isEqualTo(Observed.UP);
    Files.createFile(trouble);
    assertThatThrownBy(() -> task.run(lab.step()))
        .isInstanceOf(StepFailed.class)
        .hasMessageEndingWith("ended with 3: no tide");

    Observed seen = new Lab(home, new SystemRunner()).driver(section).status();
    assertThat(seen.status().wire()).isEqualTo("down");
    assertThat(seen.log().get(0).text()).startsWith("its last run ended with 3 on 20");
  }

  @Test
  void aDryRunOfATaskRunsNothing() throws Exception {
    RecordedRunner recorded = new RecordedRunner();
    Lab dry = new Lab(home, recorded);
    Task task = (Task) dry.driver("[task#0]\ncommand = true\n");

    LabStep plan = dry.dry();
    task.run(plan);

    assertThat(plan.lines).containsExactly("info: true", "info: note that it ended with 0");
    assertThat(task.status()).isEqualTo(Observed.NOT_APPLICABLE);
  }

  private static String simple(String start, Object... values) {
    return "[app#0]\ntype = simple\nstart = " + start.formatted(values) + "\n";
  }
}
