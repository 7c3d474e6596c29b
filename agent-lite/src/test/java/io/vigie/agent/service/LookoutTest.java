package io.vigie.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.FlagDrivers;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.DiskServiceStates;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.driver.LocalDrivers;
import io.vigie.agent.process.Programs;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks that hang. */
class LookoutTest {
  private static final Rid DEAD = Rid.parse("fs#0");
  private static final Rid ALIVE = Rid.parse("fs#1");

  /** A filesystem whose program never answers, until it is killed. */
  private static final String NEVER_ANSWERS =
      """
      import ctypes, os, sys
      fuse = os.open('/dev/fuse', os.O_RDWR)
      libc = ctypes.CDLL(None, use_errno=True)
      options = b'fd=%d,rootmode=40000,user_id=0,group_id=0' % fuse
      done = libc.mount(b'dead', sys.argv[1].encode(), b'fuse', 0, options)
      print(done, flush=True)
      sys.stdin.read()
      """;

  private final ThreadPoolExecutor threads =
      (ThreadPoolExecutor) Executors.newCachedThreadPool(LookoutTest::daemon);

  @TempDir Path home;

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void whatHangsIsUndefAloneAndCostsOneThreadUntilItComesBack() throws IOException {
    FlagDrivers drivers = new FlagDrivers(home);
    Files.createFile(drivers.flag("web", "fs#0"));
    Files.createFile(drivers.flag("web", "fs#1"));
    LocalInstance web = service(drivers, "[fs#0]\ndoes = asleep\n[fs#1]\n");

    for (int i = 0; i < 5; i++) {
      InstanceStatus seen = web.evaluate();
      assertThat(seen.resources().get(DEAD).status()).isEqualTo(Availability.UNDEF);
      assertThat(seen.resources().get(DEAD).log())
          .singleElement()
          .extracting(StatusLine::text)
          .asString()
          .matches("a look at it has hung since \\S+Z: what it lies on may be dead");
      assertThat(seen.resources().get(ALIVE).status()).isEqualTo(Availability.UP);
    }
    assertThat(drivers.looks).as("looks at it").hasValue(1);
    await().untilAsserted(() -> assertThat(threads.getActiveCount()).isEqualTo(1));

    drivers.release.countDown();
    await().until(() -> threads.getActiveCount() == 0);
    assertThat(web.evaluate().resources().get(DEAD).status()).isEqualTo(Availability.UP);
  }

  @Test
  void whatIsDisabledWhileItHangsIsNotApplicable() throws IOException {
    FlagDrivers drivers = new FlagDrivers(home);
    LocalInstance web = service(drivers, "[fs#0]\ndoes = asleep\n");
    web.evaluate();
    Files.writeString(
        Files.createDirectories(home.resolve("states")).resolve("web.disabled"), "fs#0\n");
    assertThat(web.evaluate().resources().get(DEAD).status()).isEqualTo(Availability.NA);
    drivers.release.countDown();
  }

  @Test
  void betweenLooksAtAllOnlyWhatIsMonitoredIsSeen() throws IOException {
    FlagDrivers drivers = new FlagDrivers(home);
    LocalInstance web = service(drivers, "[fs#0]\nmonitor = true\n[fs#1]\n");
    assertThat(web.isMonitored()).isTrue();
    web.evaluate();
    Files.createFile(drivers.flag("web", "fs#0"));
    Files.createFile(drivers.flag("web", "fs#1"));

    InstanceStatus seen = web.monitor();

    assertThat(seen.resources().get(DEAD).status()).isEqualTo(Availability.UP);
    assertThat(seen.resources().get(ALIVE).status()).isEqualTo(Availability.DOWN);
    assertThat(web.evaluate().resources().get(ALIVE).status()).isEqualTo(Availability.UP);
  }

  @Test
  void oneListingServesAllServices() throws IOException {
    Path services = Files.createDirectories(home.resolve("services"));
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      Files.writeString(
          services.resolve("s" + i + ".conf"),
          "[DEFAULT]\nnodes = n1\n[disk#0]\ntype = vg\nname = vg" + i + "\n");
      list.append("  vg").append(i).append("|data|active|@n1|\n");
    }
    Programs programs = new Programs().print("lvs", list.toString());
    LocalInstances all = instances(new LocalDrivers(home, programs));

    for (LocalInstance each : all.present()) {
      assertThat(each.evaluate().avail()).isEqualTo(Availability.UP);
    }

    assertThat(programs.asked).hasSize(1);
  }

  @Test
  void aDirectoryOnADeadFilesystemHoldsUpNoOther() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may mount");
    assumeTrue(
        Files.isWritable(Path.of("/dev/fuse")) && new SystemRunner().find("python3").isPresent(),
        "not run: no FUSE or python3 here");
    Path point = Files.createDirectory(home.resolve("dead"));
    Process dead = new ProcessBuilder("python3", "-c", NEVER_ANSWERS, point.toString()).start();
    try (BufferedReader said = dead.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).as("mounted").isEqualTo("0");
      Path alive = Files.createDirectory(home.resolve("alive"));
      LocalInstance web =
          service(
              new LocalDrivers(home, new SystemRunner()),
              "[fs#0]\ntype = directory\npath = "
                  + point.resolve("x")
                  + "\n[fs#1]\ntype = directory\npath = "
                  + alive
                  + "\n");

      List<InstanceStatus> seen = List.of(web.evaluate(), web.evaluate());

      assertThat(seen)
          .allSatisfy(
              each -> {
                assertThat(each.resources().get(DEAD).status()).isEqualTo(Availability.UNDEF);
                assertThat(each.resources().get(ALIVE).status()).isEqualTo(Availability.NA);
              });
      await().until(() -> threads.getActiveCount() == 1);

      dead.destroyForcibly().waitFor();
      await().until(() -> threads.getActiveCount() == 0);
      assertThat(web.evaluate().resources().get(DEAD).log().toString()).doesNotContain("hung");
    } finally {
      dead.destroyForcibly().waitFor();
      new ProcessBuilder("umount", "--lazy", point.toString()).start().waitFor();
    }
  }

  private LocalInstance service(Drivers drivers, String resources) throws IOException {
    Path services = Files.createDirectories(home.resolve("services"));
    Files.writeString(services.resolve("web.conf"), "[DEFAULT]\nnodes = n1\n" + resources);
    return instances(drivers).present().iterator().next();
  }

  private LocalInstances instances(Drivers drivers) {
    return new LocalInstances(
        home.resolve("services"),
        new NodeIdentity(new NodeId("default", "n1"), "PRD", "", "", ""),
        drivers,
        new DiskServiceStates(home.resolve("states")),
        new Lookout(threads, Duration.ofMillis(300)));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "test-glance");
    thread.setDaemon(true);
    return thread;
  }
}
