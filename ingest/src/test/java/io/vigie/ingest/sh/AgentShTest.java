package io.vigie.ingest.sh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.topic.Topic;
import io.vigie.ingest.PartHealth;
import io.vigie.ingest.gateway.Gateway;
import io.vigie.ingest.gateway.GatewaySettings;
import io.vigie.ingest.recorder.Lab;
import io.vigie.ingest.recorder.Recorder;
import io.vigie.ingest.sh.ShNode.Ended;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** agent-sh under every shell of this machine, to a real gateway, a real broker and MariaDB. */
class AgentShTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Each look reads a topic. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static Gateway gateway;
  private static URI door;

  @TempDir static Path folder;

  @BeforeAll
  static void open() {
    gateway =
        Gateway.start(
            new GatewaySettings("127.0.0.1", 0, null, null),
            Lab.settings(),
            new SimpleMeterRegistry());
    door = gateway.uri();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyShellIsTried(Shell shell) {
    assumeTrue(shell.isHere(), "not run: there is no " + shell.command().get(0) + " here");
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    assumeTrue(Shell.isHere("shellcheck"), "not run: there is no shellcheck here");

    Process shellcheck =
        new ProcessBuilder("shellcheck", "-s", "sh", ShNode.SCRIPT.toString())
            .redirectErrorStream(true)
            .start();

    String said = new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shellcheck.waitFor()).as(said).isZero();
  }

  @Test
  void whatWasDoneWhileTheGatewayWasAwayArrivesOnceAndInOrder() {
    Shell.each(
        shell -> {
          ShNode node = ShNode.of(shell, "away", folder).web();
          assertThat(node.run("start", "web").code()).as(node.said()).isZero();
          assertThat(node.run("status", "web").output())
              .containsPattern("ip#10 +up")
              .containsPattern("fs#20-data +up")
              .containsPattern("app#30-server +up");
          assertThat(node.waiting()).isNotEmpty();
          assertThat(node.said()).contains("reports wait: curl: (7)");

          node.reportsTo(door);
          Ended stopped = node.run("stop", "web");

          assertThat(stopped.code()).as(stopped.output()).isZero();
          assertThat(node.waiting()).isEmpty();
          List<JsonNode> events = node.on(Topic.ACTION);
          assertThat(events)
              .extracting(event -> event.get("type").asText())
              .startsWith("vigie.action-begin.v1", "vigie.action-line.v1")
              .endsWith("vigie.action-end.v1");
          assertThat(events)
              .extracting(event -> event.get("seq").asInt())
              .isSorted()
              .doesNotHaveDuplicates();
          assertThat(node.lines())
              .containsExactly(
                  "ip#10 begins 10-ip",
                  "ip#10 started",
                  "fs#20-data begins 20-fs-data",
                  "fs#20-data started",
                  "app#30-server begins 30-server",
                  "app#30-server started",
                  "app#30-server ends 30-server",
                  "app#30-server stopped",
                  "fs#20-data ends 20-fs-data",
                  "fs#20-data stopped",
                  "ip#10 ends 10-ip",
                  "ip#10 stopped");
          assertThat(node.data(Topic.ACTION, "action-end"))
              .extracting(end -> end.get("action").asText() + ' ' + end.get("status").asText())
              .containsExactly("start ok", "stop ok");
          JsonNode last = node.data(Topic.INSTANCE_STATUS, "instance-status").get(0);
          assertThat(last.get("avail").asText()).isEqualTo("down");
          assertThat(last.get("app").asText()).isEqualTo("SHOP");
          assertThat(last.get("nodes")).hasSize(2);
          assertThat(node.data(Topic.NODE, "node-facts").get(0).at("/carried/0/service").asText())
              .isEqualTo("web");
          assertThat(node.data(Topic.NODE, "node-facts").get(0).get("site").asText())
              .isEqualTo("Orléans \"Sud\"");
        });
  }

  @Test
  void aStartThatFailsTakesBackWhatItStarted() {
    Shell.each(
        shell -> {
          ShNode node = ShNode.of(shell, "fails", folder).reportsTo(door);
          node.script("web", "10-ip", "", "", "").script("web", "20-fs", "exit 7", "", "");
          node.script("web", "30-server", "", "", "");

          assertThat(node.run("start", "web").code()).isEqualTo(1);

          assertThat(node.lines())
              .containsExactly(
                  "ip#10 started",
                  "fs#20 start failed: exit code 7",
                  "not reached: app#30-server",
                  "rolling back: fs#20, ip#10",
                  "fs#20 already down",
                  "ip#10 stopped",
                  "start failed: it is called so until a start succeeds or it is cleared");
          assertThat(node.has("10-ip.up")).isFalse();
          JsonNode status = node.data(Topic.INSTANCE_STATUS, "instance-status").get(0);
          assertThat(status.get("avail").asText()).isEqualTo("down");
          assertThat(status.get("monitor").asText()).isEqualTo("start failed");

          assertThat(node.run("start", "web", "--disable-rollback").code()).isEqualTo(1);

          assertThat(node.has("10-ip.up")).isTrue();
          assertThat(node.lines()).contains("not rolled back, as asked: fs#20, ip#10");
          assertThat(node.data(Topic.ACTION, "action-end"))
              .extracting(end -> end.get("status").asText())
              .containsExactly("err", "err");
        });
  }

  @Test
  void anActionWhoseProcessWasKilledIsClosedAsInterruptedOnceItsProgramHasEnded() {
    Shell.each(shell -> killed(ShNode.of(shell, "killed", folder)));
  }

  private static void killed(ShNode node) throws Exception {
    node.reportsTo(door);
    // ends by itself should the test end before it
    node.script(
        "web",
        "10-slow",
        "echo $$ >pid; i=0; while [ ! -f go ] && [ $i -lt 120 ]; do sleep 1; i=$((i + 1)); done",
        "",
        "");
    Process start = node.begin("start", "web");
    await().atMost(PATIENCE).until(() -> node.has("pid"));
    await().atMost(PATIENCE).until(() -> node.has("var/services/web/program"));
    assertThat(node.run("stop", "web", "--waitlock", "0").code()).isEqualTo(4);

    start.destroyForcibly().waitFor();
    Ended busy = node.run("stop", "web", "--waitlock", "0");
    assertThat(busy.code()).as("its program goes on: " + busy.output()).isEqualTo(4);
    node.write("go", "", "rw-r--r--");
    long program = Long.parseLong(Files.readString(node.home().resolve("pid")).strip());
    await().atMost(PATIENCE).until(() -> ProcessHandle.of(program).isEmpty());
    Ended once = node.run("once");

    assertThat(once.code()).as(once.output()).isZero();
    assertThat(node.lines()).containsExactly("interrupted: the process that carried it out died");
    assertThat(node.data(Topic.ACTION, "action-end"))
        .extracting(end -> end.get("action").asText() + ' ' + end.get("status").asText())
        .containsExactly("start err");
    assertThat(node.statuses()).containsEntry("app#10-slow", "up");
    assertThat(node.run("stop", "web").code()).as("its lock is free").isZero();
    assertThat(node.has("var/services/web/lock")).isFalse();
  }

  /** {@code -Dvigie.kills=100} for more of each shell, {@code -Dvigie.kills.seed=7} for others. */
  @Test
  void killedAtAnyMomentEachActionEndsOnce() {
    int kills = Integer.getInteger("vigie.kills", 1);
    long seed = Long.getLong("vigie.kills.seed", 1);
    Shell.each(
        shell -> {
          Random random = new Random(seed + shell.ordinal());
          ShNode node = ShNode.of(shell, "anywhere", folder).web();
          for (int i = 0; i < kills; i++) {
            Process action = node.begin(random.nextBoolean() ? "start" : "restart", "web");
            action.waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
            action.destroyForcibly().waitFor();
            await()
                .atMost(PATIENCE)
                .until(
                    () -> {
                      node.run("once");
                      return !node.has("var/services/web/action");
                    });
          }
          node.reportsTo(door);
          assertThat(node.run("stop", "web").code()).as("its lock is free").isZero();

          List<JsonNode> ends = node.data(Topic.ACTION, "action-end");
          List<String> ended = ends.stream().map(end -> end.get("id").asText()).toList();
          assertThat(ended)
              .containsAll(
                  node.data(Topic.ACTION, "action-begin").stream()
                      .map(begin -> begin.get("id").asText())
                      .toList());
          assertThat(new HashSet<>(ends))
              .as("said again it is the same")
              .hasSameSizeAs(new HashSet<>(ended));
          assertThat(node.data(Topic.ACTION, "action-line"))
              .extracting(line -> line.get("action").asText() + ' ' + line.get("number"))
              .doesNotHaveDuplicates();
          assertThat(node.on(Topic.ACTION))
              .extracting(event -> event.get("seq").asInt())
              .isSorted()
              .doesNotHaveDuplicates();
        });
  }

  @Test
  void aScriptThatHangsIsEndedWithAllThatItBegan() {
    Shell.each(
        shell -> {
          ShNode node = ShNode.of(shell, "hangs", folder).reportsTo(door);
          hang(node);
        });
  }

  private static void hang(ShNode node) throws Exception {
    node.service("web", "status_timeout = 1\n");
    node.script("web", "10-ip", "", "", "");
    node.script("web", "20-mount", "cd " + node.home() + "\nsleep 300 & echo $! >child; wait\n");

    Ended once = node.run("once");

    assertThat(once.code()).as(once.output()).isZero();
    JsonNode status = node.data(Topic.INSTANCE_STATUS, "instance-status").get(0);
    assertThat(status.get("avail").asText()).isEqualTo("down");
    assertThat(status.get("overall").asText()).isEqualTo("warn");
    JsonNode mount = status.at("/resources").get("app#20-mount");
    assertThat(mount.get("status").asText()).isEqualTo("undef");
    assertThat(mount.at("/log/0/text").asText()).isEqualTo("status did not end within 1 s");
    long child = Long.parseLong(Files.readString(node.home().resolve("child")).strip());
    await().atMost(PATIENCE).until(() -> ProcessHandle.of(child).isEmpty());
  }

  @Test
  void anActionThatIsToldToEndTakesBackWhatItBegan() {
    Shell.each(
        shell -> {
          ShNode node = ShNode.of(shell, "abort", folder).reportsTo(door);
          node.script("web", "10-ip", "", "", "");
          node.script("web", "20-slow", "touch begun; sleep 300", "", "");
          Process start = node.begin("start", "web");
          await().atMost(PATIENCE).until(() -> node.has("begun"));

          start.destroy();

          assertThat(node.end(start).code()).as(node.said()).isEqualTo(1);
          assertThat(node.lines())
              .containsExactly(
                  "ip#10 started",
                  "app#20-slow start failed: aborted by signal TERM",
                  "rolling back: app#20-slow, ip#10",
                  "app#20-slow already down",
                  "ip#10 stopped",
                  "start failed: it is called so until a start succeeds or it is cleared");
        });
  }

  @Test
  void marksAreShownAndAServiceThatGoesIsRemoved() {
    Shell.each(
        List.of(Shell.DASH),
        shell -> {
          ShNode node = ShNode.of(shell, "marks", folder).web().reportsTo(door);
          node.script("web", "20-fs-data", "[ ! -f bad ] || exit 1", "", "");
          assertThat(node.run("restart", "web").code()).as(node.said()).isZero();
          assertThat(node.run("freeze", "web").code()).isZero();
          node.write("bad", "", "rw-r--r--");
          assertThat(node.run("restart", "web").code()).isEqualTo(1);
          assertThat(node.run("clear", "web").code()).isZero();
          assertThat(node.run("thaw", "web").code()).isZero();
          List<String> shown =
              node.data(Topic.INSTANCE_STATUS, "instance-status").stream()
                  .map(each -> each.get("frozen").asText() + ' ' + each.get("monitor").asText())
                  .toList();
          assertThat(shown)
              .containsExactly(
                  "false idle", "true idle", "true start failed", "true idle", "false idle");

          Files.move(
              node.home().resolve("etc/services/web"), node.home().resolve("web.taken-away"));
          assertThat(node.run("once").code()).as(node.said()).isZero();

          List<JsonNode> all = node.data(Topic.INSTANCE_STATUS, "instance-status");
          assertThat(all.get(all.size() - 1).get("removed").asBoolean()).isTrue();
          assertThat(node.has("var/services/web")).isFalse();
        });
  }

  @Test
  void theDaemonLooksReportsAndTakesItsLeave() {
    Shell.each(
        shell -> {
          ShNode node = ShNode.of(shell, "daemon", folder).web().reportsTo(door);
          Process first = node.begin("run");
          await()
              .pollInterval(LOOK)
              .atMost(PATIENCE)
              .until(() -> !node.on(Topic.NODE_HEARTBEAT).isEmpty());
          await()
              .pollInterval(LOOK)
              .atMost(PATIENCE)
              .until(() -> !node.on(Topic.INSTANCE_STATUS).isEmpty());
          assertThat(node.run("run").code()).as("one at a time").isEqualTo(4);
          first.destroyForcibly().waitFor();

          Process second = node.begin("run");
          node.write("10-ip.up", "", "rw-r--r--");
          await()
              .pollInterval(LOOK)
              .atMost(PATIENCE)
              .until(() -> "up".equals(node.statuses().get("ip#10")));
          second.destroy();

          assertThat(node.end(second).code()).as(node.said()).isZero();
          List<JsonNode> beats = node.on(Topic.NODE_HEARTBEAT);
          assertThat(beats.get(beats.size() - 1).get("epoch").asLong())
              .as("a new life")
              .isGreaterThan(beats.get(0).get("epoch").asLong());
          assertThat(node.data(Topic.NODE, "node-leaving")).hasSize(1);
          assertThat(node.data(Topic.NODE, "node-inventory").get(0).get("hostname").asText())
              .isNotEmpty();
          assertThat(node.waiting()).isEmpty();
        });
  }

  @Test
  void anyByteAScriptWritesIsTold() {
    Shell.each(
        List.of(Shell.DASH, Shell.BUSYBOX),
        shell -> {
          ShNode node = ShNode.of(shell, "bytes", folder).reportsTo(door);
          node.script(
              "web",
              "10-loud",
              "printf '%b' 'q\" b\\0134 t\\011 \\001\\033\\177 "
                  + "\\0303\\0251\\0342\\0202\\0254\\0360\\0237\\0230\\0200"
                  + " \\0377 \\0303 \\0355\\0240\\0200 \\0300\\0257\\r\\nlast'",
              "",
              "");
          node.write("many", "line\n".repeat(5_000), "rw-r--r--");
          node.script("web", "20-long", "cat many", "", "");

          assertThat(node.run("start", "web").code()).isZero();

          assertThat(node.lines())
              .startsWith(
                  "app#10-loud q\" b\\ t\t \u0001\u001b\u007f é€😀 \ufffd \ufffd \ufffd"
                      + " \ufffd\ufffd",
                  "app#10-loud last")
              .contains("app#20-long … 4800 lines more")
              .hasSize(3 + 201 + 1);
        });
  }

  @Test
  void whatTheGatewayRefusesIsSetAsideAndHoldsNothingUp() {
    Shell.each(
        shell -> {
          ShNode node = ShNode.of(shell, "refused", folder).reportsTo(door);
          assertThat(node.run("heartbeat").code()).as(node.said()).isZero();
          node.write(
              "var/spool/1000000000.000000001.line.web",
              "\"specversion\":\"1.0\",\"id\":\"1.1\",\"source\":\"other/n9\",\"type\":"
                  + "\"vigie.node-heartbeat.v1\",\"time\":\"2026-11-24T08:00:00Z\",\"epoch\":1,"
                  + "\"seq\":1,\"data\":{\"node\":\"other/n9\"}}\n",
              "rw-------");
          // of this one nothing can be read: alone in its request, for it is large
          node.write(
              "var/spool/1000000000.000000002.line.web", "x".repeat(310_000) + '\n', "rw-------");

          assertThat(node.run("heartbeat").code()).as(node.said()).isZero();

          assertThat(node.on(Topic.NODE_HEARTBEAT)).hasSize(2);
          assertThat(node.waiting()).isEmpty();
          assertThat(node.said())
              .contains("report 1.1 was refused for good")
              .contains("forged " + node.cluster() + "/n1 speaks only for itself")
              .contains("HTTP 400 nothing of the body can be read");
          assertThat(node.has("var/spool/aside/1.1")).isTrue();
          assertThat(node.has("var/spool/aside/1000000000.000000002.line.web")).isTrue();
        });
  }

  @Test
  void aFullSpoolGivesUpStatesAndLinesButNeverHowAnActionEnded() {
    Shell.each(
        List.of(Shell.DASH),
        shell -> {
          ShNode node = ShNode.of(shell, "full", folder).web();
          for (int i = 0; i < 230; i++) {
            node.write(
                "var/spool/1000000000.%09d.%s.web".formatted(i, i % 2 == 0 ? "line" : "end"),
                "x\n",
                "rw-------");
          }

          assertThat(node.run("freeze", "web").code()).isZero();

          assertThat(node.waiting()).hasSizeLessThanOrEqualTo(200);
          assertThat(node.waiting().stream().filter(each -> each.contains(".end."))).hasSize(116);
          assertThat(node.said()).contains("more than 200 reports wait");
        });
  }

  @Test
  void anActionNeedsNoRoomOnTheDisk() throws Exception {
    ShNode node = ShNode.of(Shell.DASH, "room", folder).web();
    Path var = Files.createDirectories(node.home().resolve("var"));
    assumeTrue(
        ok("mount", "-t", "tmpfs", "-o", "size=260k", "none", var.toString()),
        "not run: needs root, to mount a small file system");
    try {
      assertThat(node.run("freeze", "web").code()).isZero();
      ok("dd", "if=/dev/zero", "of=" + var.resolve("fill"), "bs=1024");

      assertThat(node.run("start", "web").code()).as(node.said()).isZero();

      assertThat(node.waiting().stream().filter(each -> each.contains(".end."))).hasSize(2);
    } finally {
      ok("umount", var.toString());
    }
  }

  private static boolean ok(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceAndTheTokenIsKept() {
    Shell.each(
        List.of(Shell.DASH),
        shell -> {
          ShNode node = ShNode.of(shell, "wrong", folder).web();
          assertThat(node.conf("gateway = http://collector:8444").run("check").code()).isEqualTo(5);
          assertThat(node.said())
              .contains("agent.conf line 3: gateway begins with https://")
              .contains("got \"http://collector:8444\"");
          assertThat(node.conf("colour = red\ngateway = https://c").run("check").output())
              .contains("line 3: no keyword \"colour\"; there are: cluster name");
          node.reportsTo(door).service("web", "start_timeout = soon\n");
          assertThat(node.run("start", "web").code()).isEqualTo(5);
          assertThat(node.said()).contains("start_timeout is 1 to 86400 seconds; got \"soon\"");
          node.web().write("etc/token", node.token(), "rw-r--r--");
          node.write("etc/services/web/30-server", "#!/bin/sh\n", "rwxrwxrwx");
          assertThat(node.run("start", "web").code()).isEqualTo(1);
          assertThat(node.said())
              .contains("nothing is run: 30-server can be written by others")
              .contains("reports wait: " + node.home() + "/etc/token can be read by others");
          assertThat(node.run("start", "db").code()).isEqualTo(3);
          assertThat(node.run("jump").code()).isEqualTo(2);
        });
  }

  @Test
  void anAnswerThatWasLostHarmsNothingAndTheTokenIsInNoCommandLine() {
    Shell.each(
        List.of(Shell.DASH, Shell.MKSH),
        shell -> {
          ShNode usual = ShNode.of(shell, "lost", folder);
          Path bin = Files.createDirectories(usual.home().resolve("curl-bin"));
          ShNode node =
              new ShNode(
                  shell, usual.cluster(), usual.home(), usual.token(), bin + ":" + usual.path());
          node.web().reportsTo(door);
          // sends, and then is cut off: the first time
          node.write(
              "curl-bin/curl",
              """
              #!/bin/sh
              cd %s
              cat /proc/[0-9]*/cmdline /proc/$$/environ /proc/$PPID/environ >>seen 2>/dev/null
              %s "$@" || exit
              [ -f lost ] && exit
              touch lost
              echo "curl: (28) Operation timed out" >&2
              exit 28
              """
                  .formatted(node.home(), Shell.find("curl")),
              "rwxr-xr-x");
          assertThat(node.run("start", "web").output()).contains("curl: (28)");

          assertThat(node.run("once").code()).as(node.said()).isZero();

          assertThat(node.on(Topic.ACTION).size())
              .as("sent twice")
              .isEqualTo(
                  2
                      * new HashSet<>(node.on(Topic.ACTION).stream().map(ShNode::place).toList())
                          .size());
          String seen = Files.readString(node.home().resolve("seen"), StandardCharsets.ISO_8859_1);
          assertThat(seen.contains("curl")).isTrue();
          assertThat(seen.contains("s3cr3t")).isFalse();
        });
    try (Recorder recorder = Recorder.start(Lab.settings(), new SimpleMeterRegistry())) {
      Lab.awaitRecorded(PATIENCE);
      assertThat(recorder.health()).allMatch(PartHealth::working);
    }
    assertThat(
            Lab.rows("SELECT cluster, status, line_count FROM action WHERE cluster LIKE 'lost-%'"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.subList(1, 3)).containsExactly("ok", "6"));
  }

  /** Programs as Solaris 10 has them, where only xpg4 and nawk know what POSIX asks. */
  @Test
  void itRunsOnTheProgramsOfSolaris() {
    List<String> own =
        List.of("uname", "awk", "nawk", "date", "who", "id", "head", "sleep", "od", "ps");
    elsewhere("sunos", own, "SunOS", "5.10", "-system-boot-Nov-29-08:15");
  }

  @Test
  void itRunsOnTheProgramsOfHpUx() {
    List<String> own = List.of("uname", "date", "who", "head", "sleep", "ps");
    elsewhere("hpux", own, "HP-UX", "B.11.31", "-system-boot-Nov-28-22:14");
  }

  /**
   * Without setsid and perl: a hanging script is ended by group where the shell makes one, else by
   * its tree.
   */
  private static void elsewhere(
      String system, List<String> own, String os, String version, String boot) {
    Shell.each(
        List.of(Shell.DASH, Shell.KSH),
        shell -> {
          Path home = folder.resolve(system + shell);
          ShNode node =
              ShNode.of(shell, system, home, Programs.of(system, own, home.resolve("bin")));
          node.reportsTo(door);
          killed(node);
          JsonNode inventory = node.data(Topic.NODE, "node-inventory").get(0);
          assertThat(inventory.get("os").asText()).isEqualTo(os);
          assertThat(inventory.get("osVersion").asText()).isEqualTo(version);
          JsonNode beat = node.on(Topic.NODE_HEARTBEAT).get(0);
          assertThat(beat.at("/data/bootId").asText()).contains(boot);
          assertThat(Duration.between(Instant.parse(beat.get("time").asText()), Instant.now()))
              .isLessThan(PATIENCE);
          ShNode other = ShNode.of(shell, system + "-hangs", home.resolve("2"), node.path());
          hang(other.reportsTo(door));
        });
  }
}
