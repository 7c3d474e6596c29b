package io.vigie.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.driver.fs.Mounted;
import io.vigie.agent.process.Proc;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.event.CheckValues;
import io.vigie.contract.event.CheckValues.Value;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  private static final NodeId NODE = NodeId.parse("prod/n1");

  @TempDir Path home;
  private Path scripts;

  @BeforeEach
  void directory() throws IOException {
    scripts = Files.createDirectory(home.resolve("checks.d"));
    Files.setPosixFilePermissions(scripts, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aScriptTellsValuesOfTheKindItIsNamedBy() throws IOException {
    script("mail.sh", "echo '# waiting'\necho 'queue 12.5'\necho 'dead letters 0'\n");
    script("old.sh~", "echo 'never 1'\n");
    Files.writeString(scripts.resolve("README"), "queue 1\n");

    CheckValues values = run().of(NODE);

    assertThat(values.values())
        .extracting(Value::kind, Value::instance, Value::value)
        .containsExactly(
            tuple("mail", "queue", new BigDecimal("12.5")),
            tuple("mail", "dead letters", BigDecimal.ZERO));
    assertThat(values.missed()).isEmpty();
  }

  @Test
  void aScriptThatFailsTellsNothingAndItsKindIsMissed() throws IOException {
    script("a", "echo 'queue 12'\nexit 3\n");
    script("b", "echo 'queue 12'\n");

    Found found = run();

    assertThat(found.of(NODE).values()).extracting(Value::kind).containsExactly("b");
    assertThat(found.of(NODE).missed()).containsExactly("a");
    assertThat(found.troubles()).singleElement().asString().contains("/a ended with 3: queue 12");
  }

  @Test
  void aScriptThatHangsIsKilledWithItsChildren() throws Exception {
    Path pid = home.resolve("pid");
    script("slow", "sleep 600 & echo $! > " + pid + "\nwait\n");

    Found found = run(Duration.ofMillis(500));

    assertThat(found.of(NODE).missed()).containsExactly("slow");
    assertThat(found.troubles().get(0)).contains("took longer than").contains("and was killed");
    long child = Long.parseLong(Files.readString(pid).strip());
    assertThat(Proc.of(child).filter(Proc::alive)).isEmpty();
  }

  @Test
  void aLineThatIsNoNameAndNumberIsNamedAndTheOthersCount() throws IOException {
    script("mail", "echo 'queue twelve'\necho 'dead 3'\necho 'queue 1e999'\n");

    Found found = run();

    assertThat(found.of(NODE).values()).extracting(Value::instance).containsExactly("dead");
    assertThat(found.of(NODE).missed()).containsExactly("mail");
    assertThat(found.troubles())
        .first()
        .asString()
        .endsWith("a line is a name and a number, such as \"queue 12.5\"; got \"queue twelve\"");
  }

  @Test
  void whatOthersMayWriteToIsNotRun() throws IOException {
    Path script = script("mail", "echo 'queue 1'\ntouch " + home.resolve("ran") + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxrwxr-x"));

    Found found = run();

    assertThat(home.resolve("ran")).doesNotExist();
    assertThat(found.of(NODE).missed()).containsExactly("mail");
    assertThat(found.troubles()).singleElement().asString().endsWith("chmod go-w");
  }

  @Test
  void whatLiesWhereOthersMayWriteIsNotRunByALinkEither() throws IOException {
    Path open = Files.createDirectory(home.resolve("open"));
    Path real = script("mail", "touch " + home.resolve("ran") + "\n");
    Files.move(real, open.resolve("mail"));
    Files.createSymbolicLink(real, open.resolve("mail"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    Found found = run();

    assertThat(home.resolve("ran")).doesNotExist();
    assertThat(found.of(NODE).missed()).containsExactly("mail");
    assertThat(found.troubles())
        .containsExactly(
            real
                + " is not run: others than its owner may write to "
                + open.toRealPath()
                + "; chmod go-w");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail", "."})
  void whatIsAnothersIsNotRun(String foreign) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root gives away");
    script("mail", "touch " + home.resolve("ran") + "\n");
    Path given = scripts.resolve(foreign).normalize();
    Files.setAttribute(given, "unix:uid", 4711);

    Found found = run();

    assertThat(home.resolve("ran")).doesNotExist();
    assertThat(found.of(NODE).missed()).containsExactly("mail");
    assertThat(found.troubles())
        .singleElement()
        .asString()
        .endsWith(given.toRealPath() + " belongs to 4711, not to root or the agent; chown root");
  }

  @Test
  void scriptsBeyondTheMostAreMissed() throws IOException {
    for (int i = 10; i < 62; i++) {
      script("s" + i, "echo 'a 1'\n");
    }

    Found found = run();

    assertThat(found.of(NODE).values()).hasSize(50);
    assertThat(found.of(NODE).missed()).containsExactly("s60", "s61");
    assertThat(found.troubles()).containsExactly(scripts + " has 52 scripts; the first 50 are run");
  }

  @Test
  void ofADirectoryThatCannotBeReadAllThatWasThereIsMissed() throws IOException {
    script("mail.sh", "echo 'queue 1'\n");
    Scripts source = new Scripts(scripts, new SystemRunner(), Duration.ofSeconds(20));
    source.read(new Found());
    Files.move(scripts, home.resolve("away"));
    Files.createSymbolicLink(scripts, scripts);

    Found found = new Found();
    source.read(found);
    assertThat(found.of(NODE).missed()).containsExactly("mail");
    assertThat(found.troubles())
        .singleElement()
        .asString()
        .startsWith("checks: " + scripts + ": Too many levels of symbolic links");

    Files.delete(scripts);
    Found gone = new Found();
    source.read(gone);
    assertThat(gone.complete()).as("a directory that is gone measures nothing").isTrue();
    assertThat(gone.troubles()).isEmpty();
  }

  @Test
  void moreKindsThanARunNamesAreNotNamed() {
    Found found = new Found();
    for (int i = 0; i <= CheckValues.MOST; i++) {
      found.missed("k" + i, "not read");
    }
    assertThat(found.of(NODE).missed()).hasSize(CheckValues.MOST);
  }

  @Test
  void aScriptWhoseNameIsNoKindIsNotRun() throws IOException {
    script("disk space.sh", "echo 'a 1'\n");
    script("b", "echo 'a 1'\n");

    Found found = run();

    assertThat(found.of(NODE).values()).extracting(Value::kind).containsExactly("b");
    assertThat(found.troubles())
        .singleElement()
        .asString()
        .contains(
            "disk space.sh is not run: its name without the ending is a kind, and kind must be")
        .endsWith("got \"disk space\"");
  }

  @Test
  void moreValuesThanANodeMayHaveAreLeftOut() throws IOException {
    script("many", "i=0; while [ $i -lt 300 ]; do echo \"a$i $i\"; i=$((i+1)); done\n");
    script("more", "i=0; while [ $i -lt 300 ]; do echo \"a$i $i\"; i=$((i+1)); done\n");

    assertThat(run().of(NODE).values()).hasSize(CheckValues.MOST);
  }

  @Test
  void loadIsPerProcessorAndSwapInPercent() throws IOException {
    Files.writeString(home.resolve("loadavg"), "0.50 1.00 4.02 1/234 5678\n");
    Files.writeString(home.resolve("meminfo"), "SwapTotal: 4000 kB\nSwapFree:  3000 kB\n");
    Found found = new Found();

    new Load(home, 4).read(found);
    new Swap(home).read(found);

    assertThat(found.values())
        .extracting(Value::detail, each -> each.value().toString(), Value::unit)
        .containsExactly(
            tuple("load 1m", "0.125", "per CPU"),
            tuple("load 5m", "0.25", "per CPU"),
            tuple("load 15m", "1.005", "per CPU"),
            tuple("swap", "25", "%"));
  }

  @Test
  void aMachineWithoutSwapHasNoValueOfIt() throws IOException {
    Files.writeString(home.resolve("meminfo"), "SwapTotal:       0 kB\nSwapFree:        0 kB\n");
    Found found = new Found();

    new Swap(home).read(found);

    assertThat(found.values()).isEmpty();
    assertThat(found.complete()).isTrue();
  }

  @Test
  void eachFileSystemOfThisMachineIsAskedOnce() {
    List<Mounted> local =
        FileSystems.local(
            List.of(
                "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
                "23 22 0:20 / /proc rw - proc proc rw",
                "24 22 0:21 / /run rw - tmpfs tmpfs rw",
                "32 22 8:3 /ostree/var /var rw - xfs /dev/sda3 rw",
                "33 22 8:3 /ostree/home /home rw - xfs /dev/sda3 rw",
                "34 22 8:4 /part /mnt/part rw - ext4 /dev/sda4 rw",
                "35 22 8:4 / /mnt/whole rw - ext4 /dev/sda4 rw",
                "25 22 8:1 /var/www /srv/www rw - ext4 /dev/sda1 rw",
                "26 22 0:40 / /home rw - nfs4 filer:/home rw",
                "27 22 7:0 / /snap/core ro - squashfs /dev/loop0 ro",
                "28 22 0:50 /@a /data\\040a rw - btrfs /dev/sdb rw",
                "29 22 0:51 /@b /b rw - btrfs /dev/sdb rw",
                "30 22 0:60 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw"));

    assertThat(local)
        .extracting(Mounted::point)
        .containsExactly("/", "/run", "/var", "/mnt/whole", "/data a");
  }

  @Test
  void roundsComeAtOnceThenEveryTenMinutesMoreOrLessAndNeverTwoAtATime() {
    List<Runnable> begun = new ArrayList<>();
    CheckRounds rounds = new CheckRounds(begun::add, () -> {}, new Random(7));
    long minute = TimeUnit.MINUTES.toNanos(1);

    rounds.tick(0);
    rounds.tick(minute);
    rounds.tick(30 * minute);
    assertThat(begun).as("the first one lasts").hasSize(1);

    begun.get(0).run();
    rounds.tick(30 * minute);
    begun.get(1).run();
    rounds.tick(39 * minute - 1);
    assertThat(begun).hasSize(2);
    rounds.tick(41 * minute);
    assertThat(begun).hasSize(3);
  }

  private Path script(String name, String body) throws IOException {
    Path script = Files.writeString(scripts.resolve(name), "#!/bin/sh\n" + body);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Found run() {
    return run(Duration.ofSeconds(20));
  }

  private Found run(Duration patience) {
    Found found = new Found();
    new Scripts(scripts, new SystemRunner(), patience).read(found);
    return found;
  }
}
