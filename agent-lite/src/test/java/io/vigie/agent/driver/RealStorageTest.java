package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real loop devices, filesystems and directories; root's alone. */
class RealStorageTest {
  private final SystemRunner runner = new SystemRunner();
  private final Deque<Driver> begun = new ArrayDeque<>();
  private final Deque<Process> sitting = new ArrayDeque<>();

  @TempDir Path home;

  private Lab lab;

  @BeforeEach
  void openLab() {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may mount");
    lab = new Lab(home, runner);
  }

  @AfterEach
  void takeDown() throws StepFailed {
    sitting.forEach(Process::destroyForcibly);
    while (!begun.isEmpty()) {
      lab.stop(begun.pop());
    }
  }

  @ParameterizedTest
  @CsvSource({"ext2, 16", "ext3, 16", "ext4, 16", "xfs, 300", "btrfs, 120"})
  void aFilesystemOfAnImageIsMountedThroughItsLoopDevice(String type, int megabytes)
      throws Exception {
    Path image = image(type, megabytes);
    Path point = home.resolve("srv a");
    Driver disk = lab.driver("[disk#0]\ntype = loop\nfile = " + image + "\n");
    Driver fs = filesystem(type, image, point, "noatime");
    assertThat(disk.status()).isEqualTo(Observed.DOWN.provisioned(true));
    assertThat(fs.status()).isEqualTo(Observed.DOWN);

    start(disk);
    start(fs);

    assertThat(disk.status()).isEqualTo(Observed.UP.provisioned(true));
    assertThat(fs.status()).isEqualTo(Observed.UP);
    assertThat(Files.readString(Path.of("/proc/self/mounts")))
        .containsPattern("/dev/loop\\d+ " + home + "/srv.040a " + type + " rw,noatime");
    assertThat(lab.start(fs).lines).as("started twice").isEmpty();
    assertThat(lab.start(disk).lines).isEmpty();
    takeDown();
    assertThat(fs.status()).isEqualTo(Observed.DOWN);
    assertThat(disk.status()).isEqualTo(Observed.DOWN.provisioned(true));
    assertThat(lab.stop(fs).lines).containsExactly("info: nothing is mounted on " + point);
  }

  @Test
  void aLoopDeviceWhoseFileWasDeletedIsStillGivenBack() throws Exception {
    Path image = Files.write(home.resolve("image"), new byte[1 << 20]);
    Driver disk = lab.driver("[disk#0]\ntype = loop\nfile = " + image + "\n");
    start(disk);

    Files.delete(image);

    assertThat(disk.status()).isEqualTo(Observed.UP.provisioned(false));
    takeDown();
    assertThat(disk.status().status().wire()).isEqualTo("down");
    assertThat(disk.status().log().get(0).text()).isEqualTo(image + " does not exist");
  }

  @Test
  void aStrangerOnTheMountPointIsWarnedOfAndLeftAlone() throws Exception {
    Path point = home.resolve("srv");
    start(lab.driver("[fs#9]\ntype = tmpfs\nmnt = " + point + "\n"));
    Driver fs = filesystem("ext4", image("ext4", 16), point, "");

    Observed seen = fs.status();

    assertThat(seen.status().wire()).isEqualTo("warn");
    assertThat(seen.log().get(0).text()).startsWith("tmpfs is mounted on " + point + ", not ");
    assertThatThrownBy(() -> lab.start(fs)).hasMessageEndingWith(": unmount it first");
    assertThatThrownBy(() -> lab.stop(fs)).hasMessageEndingWith(": left alone");
  }

  @Test
  void aFilesystemThatTurnedReadOnlyIsComplainedOf() throws Exception {
    Path point = home.resolve("srv");
    Driver fs = lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + point + "\n");
    start(fs);

    must("mount", "-o", "remount,ro", point.toString());

    assertThat(fs.status().status().wire()).isEqualTo("up");
    assertThat(fs.status().log().get(0).text()).startsWith("read-only");
  }

  @Test
  void oneThatIsBusySaysWhoHoldsItAndGoesWhenThatHasGone() throws Exception {
    Path point = home.resolve("srv");
    Driver fs = lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + point + "\n");
    start(fs);
    long self = ProcessHandle.current().pid();

    try (RandomAccessFile open = new RandomAccessFile(point.resolve("f").toFile(), "rw")) {
      assertThat(open.length()).isZero();
      LabStep step = lab.step(Duration.ofSeconds(4));
      assertThatThrownBy(() -> fs.stop(step))
          .isInstanceOf(StepFailed.class)
          .hasMessageStartingWith("umount " + point)
          .hasMessageEndingWith("held by process " + self);
      assertThat(fs.status()).isEqualTo(Observed.UP);
    }

    takeDown();
    assertThat(fs.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void whoeverKeepsItBusyIsAskedToEndAndThenEnded() throws Exception {
    Path point = home.resolve("srv");
    Driver fs = lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + point + "\n");
    start(fs);
    Process polite = sitting(point, "exec sleep 300");
    Process stubborn = sitting(point, "trap '' TERM; while :; do sleep 1; done");

    LabStep step = lab.step(Duration.ofSeconds(20));
    fs.stop(step);

    assertThat(fs.status()).isEqualTo(Observed.DOWN);
    assertThat(polite.waitFor()).isEqualTo(128 + 15);
    assertThat(stubborn.waitFor()).isEqualTo(128 + 9);
    assertThat(step.lines)
        .contains("warn: " + point + " is busy: its users are ended")
        .anyMatch(line -> line.startsWith("info: SIGKILL to ") && line.contains(pid(stubborn)));
    begun.clear();
  }

  @Test
  void whoHasAnotherFilesystemThereInMountsOfItsOwnIsNoUser() throws Exception {
    Path point = home.resolve("srv");
    Driver fs = lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + point + "\n");
    start(fs);
    Path ready = home.resolve("ready");
    Process container =
        new ProcessBuilder("unshare", "--mount", "--propagation", "private", "sh", "-c", OWN_MOUNT)
            .redirectErrorStream(true)
            .start();
    container.outputWriter().append(point + "\n" + ready + "\n").close();
    sitting.push(container);
    await().until(() -> Files.exists(ready));
    Process user = sitting(point, "exec sleep 300");

    fs.stop(lab.step(Duration.ofSeconds(20)));

    assertThat(fs.status()).isEqualTo(Observed.DOWN);
    assertThat(user.waitFor()).isEqualTo(128 + 15);
    assertThat(container.isAlive()).isTrue();
    begun.clear();
  }

  /** Reads where to mount, and what to make when that is done. */
  private static final String OWN_MOUNT =
      "read point; read ready; mount -t tmpfs tmpfs \"$point\" && cd \"$point\" && : >\"$ready\" &&"
          + " exec sleep 300";

  @Test
  void oneWithOthersMountedBelowNamesThemAndEndsNobody() throws Exception {
    Path point = home.resolve("srv");
    Driver fs = lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + point + "\n");
    start(fs);
    Path below = Files.createDirectory(point.resolve("log"));
    start(lab.driver("[fs#1]\ntype = tmpfs\nmnt = " + below + "\n"));
    Process polite = sitting(below, "exec sleep 300");

    assertThatThrownBy(() -> fs.stop(lab.step(Duration.ofSeconds(4))))
        .hasMessage(point + " has others mounted below: unmount " + below + " first");

    assertThat(polite.isAlive()).isTrue();
    polite.destroyForcibly().waitFor();
  }

  @Test
  void aMountPointThatIsALinkIsClearedOfItsUsers() throws Exception {
    Path real = Files.createDirectory(home.resolve("srv"));
    Path point = Files.createSymbolicLink(home.resolve("link"), real);
    Driver fs = lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + point + "\n");
    start(fs);
    Process polite = sitting(point, "exec sleep 300");

    fs.stop(lab.step(Duration.ofSeconds(20)));

    assertThat(fs.status()).isEqualTo(Observed.DOWN);
    assertThat(polite.waitFor()).isEqualTo(128 + 15);
    begun.clear();
  }

  @Test
  void aFilesystemGivenByItsLabelIsCheckedByItsDevice() throws Exception {
    Path labels = Files.createDirectories(Path.of("/dev/disk/by-label"));
    String label = "VG" + ProcessHandle.current().pid();
    Path link = Files.createSymbolicLink(labels.resolve(label), Path.of("/dev/null"));
    RecordedRunner recorded = new RecordedRunner();
    try {
      Lab only = new Lab(home, recorded);
      only.start(
          only.driver("[fs#0]\ntype = vfat\ndev = LABEL=" + label + "\nmnt = " + home + "\n"));
    } finally {
      Files.delete(link);
    }

    assertThat(recorded.argvs())
        .containsExactly("fsck.vfat -a /dev/null", "mount -t vfat LABEL=" + label + " " + home);
  }

  @Test
  void whoeverMayStayKeepsItMounted() throws Exception {
    Path point = home.resolve("srv");
    Driver fs = lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + point + "\nkill_users = no\n");
    start(fs);
    Process polite = sitting(point, "exec sleep 300");

    assertThatThrownBy(() -> fs.stop(lab.step(Duration.ofSeconds(4))))
        .hasMessageEndingWith("held by process " + pid(polite));

    assertThat(polite.isAlive()).isTrue();
  }

  /** A process whose directory lies on that filesystem. */
  private Process sitting(Path point, String script) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", script).directory(point.toFile()).start();
    sitting.push(process);
    Path link = Path.of("/proc", pid(process), "cwd");
    await().until(() -> Files.readSymbolicLink(link).equals(point.toRealPath()));
    return process;
  }

  private static String pid(Process process) {
    return Long.toString(process.pid());
  }

  @Test
  void aFilesystemThatWasLeftDirtyIsCheckedAndMounted() throws Exception {
    Path image = image("ext4", 16);
    must("debugfs", "-w", "-R", "set_super_value state 0", image.toString());
    Driver fs = filesystem("ext4", image, home.resolve("srv"), "");

    LabStep step = lab.start(fs);
    begun.push(fs);

    assertThat(fs.status()).isEqualTo(Observed.UP);
    assertThat(step.lines)
        .contains("info: e2fsck -p " + image)
        .anyMatch(line -> line.contains("was not cleanly unmounted, check forced"));
  }

  @Test
  void aFilesystemThatOnlyAPersonCanMendIsNotMounted() throws Exception {
    Path image = image("ext4", 16);
    // the root directory is gone
    must("debugfs", "-w", "-R", "clri <2>", image.toString());
    must("debugfs", "-w", "-R", "set_super_value state 0", image.toString());
    Driver fs = filesystem("ext4", image, home.resolve("srv"), "");

    assertThatThrownBy(() -> lab.start(fs))
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("e2fsck -p " + image + " ended with 4")
        .hasMessageEndingWith("or set fsck = false to mount it as it is");
    assertThat(fs.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void aSubvolumeIsMountedAndAnotherOneIsAStranger() throws Exception {
    Path image = image("btrfs", 120);
    Path top = home.resolve("top");
    start(filesystem("btrfs", image, top, ""));
    must("btrfs", "subvolume", "create", top.resolve("data").toString());
    must("btrfs", "subvolume", "create", top.resolve("log").toString());
    Path point = home.resolve("srv");
    Driver data = subvolume(image, point, "data");
    Driver log = subvolume(image, point, "log");

    start(data);

    assertThat(data.status()).isEqualTo(Observed.UP);
    Files.writeString(point.resolve("tide"), "high");
    assertThat(top.resolve("data/tide")).hasContent("high");
    assertThat(log.status().status().wire()).isEqualTo("warn");
    assertThat(log.status().log().get(0).text()).contains("/data is mounted on " + point);
    assertThatThrownBy(() -> lab.stop(log)).hasMessageEndingWith(": left alone");
  }

  private Driver subvolume(Path image, Path point, String name) throws Exception {
    return lab.driver(
        "[fs#0]\ntype = btrfs\ndev = %s\nmnt = %s\nsubvol = %s\n".formatted(image, point, name));
  }

  @Test
  void aFilesystemThatIsFullIsFoundByWritingToIt() throws Exception {
    Path point = home.resolve("srv");
    Driver fs =
        lab.driver(
            "[fs#0]\ntype = tmpfs\nmnt = " + point + "\nmnt_opt = size=64k\nwrite_test = yes\n");
    start(fs);
    assertThat(fs.status()).isEqualTo(Observed.UP);
    assertThat(point).isEmptyDirectory();

    Files.write(point.resolve("fill"), new byte[64 << 10]);

    assertThat(fs.status().status().wire()).isEqualTo("warn");
    assertThat(fs.status().log().get(0).text())
        .startsWith(point + " cannot be written: java.io.IOException: No space left on device");
    assertThat(fs.glance().status().wire()).isEqualTo("warn");
    Files.delete(point.resolve("fill"));
    assertThat(fs.status()).isEqualTo(Observed.UP);
  }

  @Test
  void aDirectoryIsBoundWhereItIsWanted() throws Exception {
    Path from = Files.createDirectories(home.resolve("from"));
    Path point = home.resolve("to");
    Driver fs = lab.driver("[fs#0]\ntype = bind\ndev = " + from + "\nmnt = " + point + "\n");
    start(fs);

    Files.writeString(from.resolve("tide"), "high");

    assertThat(point.resolve("tide")).hasContent("high");
    assertThat(fs.status()).isEqualTo(Observed.UP);
    takeDown();
    assertThat(fs.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void aDeviceThatNeverComesFailsTheStart() throws Exception {
    Driver fs = filesystem("ext4", home.resolve("none"), home.resolve("srv"), "");
    LabStep step = lab.step(Duration.ofMillis(300));

    assertThatThrownBy(() -> fs.start(step))
        .hasMessage(home.resolve("none") + " does not exist; is what it lies on started?");
    assertThat(home.resolve("srv")).doesNotExist();
  }

  @Test
  void aDirectoryIsMadeWithItsOwnerAndModeAndStays() throws Exception {
    Path path = home.resolve("data/in");
    Driver directory =
        lab.driver(
            "[fs#0]\ntype = directory\npath = "
                + path
                + "\nuser = nobody\ngroup = daemon\nperm = 2750\n");
    assertThat(directory.status()).isEqualTo(Observed.DOWN);

    lab.start(directory);

    assertThat(directory.status()).isEqualTo(Observed.NOT_APPLICABLE.provisioned(true));
    assertThat(Files.getOwner(path).getName()).isEqualTo("nobody");
    assertThat((Integer) Files.getAttribute(path, "unix:mode") & 07777).isEqualTo(02750);
    assertThat(lab.start(directory).lines).as("nothing to mend").isEmpty();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(directory.status().log().get(0).text()).contains("has mode").contains("not 2750");
    lab.start(directory);
    assertThat(directory.status().log()).isEmpty();
    lab.stop(directory);
    assertThat(path).isDirectory();
  }

  @Test
  void aFlagIsAFileOfItsOwnForEachResource() throws Exception {
    Driver one = lab.driver("[fs#a]\ntype = flag\n");
    Driver other = lab.driver("[fs#b]\ntype = flag\n");

    start(one);

    assertThat(one.status()).isEqualTo(Observed.UP);
    assertThat(other.status()).isEqualTo(Observed.DOWN);
    lab.start(one);
    takeDown();
    assertThat(one.status()).isEqualTo(Observed.DOWN);
    lab.stop(one);
  }

  private void start(Driver driver) throws StepFailed {
    begun.push(driver);
    lab.start(driver);
  }

  private Driver filesystem(String type, Path device, Path point, String options) throws Exception {
    return lab.driver(
        "[fs#0]\ntype = "
            + type
            + "\ndev = "
            + device
            + "\nmnt = "
            + point
            + "\n"
            + (options.isEmpty() ? "" : "mnt_opt = " + options + "\n"));
  }

  private Path image(String type, int megabytes) throws Exception {
    String maker = "mkfs." + type;
    assumeTrue(runner.find(maker).isPresent(), "not run: " + maker + " is not installed");
    Path image = home.resolve(type + ".img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) megabytes << 20);
    }
    must(maker, "-q", image.toString());
    return image;
  }

  private void must(String... argv) {
    CommandResult result = runner.run(Command.of(argv));
    assertThat(result.ok()).as(result.explain()).isTrue();
  }
}
