package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.driver.RecordedRunner.Answer;
import io.vigie.agent.driver.sync.Snapshots;
import io.vigie.agent.driver.sync.Sync;
import io.vigie.agent.driver.sync.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What drivers run, word for word, and what they refuse. Nothing is changed here. */
class ArgvTest {
  private final RecordedRunner runner = new RecordedRunner();

  @TempDir Path home;

  private Lab lab;

  @BeforeEach
  void openLab() {
    lab = new Lab(home, runner);
  }

  @AfterEach
  void whatWasRunStandsInTheManuals() {
    Documented.check(lab.manuals, runner.argvs());
  }

  @Test
  void aFilesystemIsMountedWithItsTypeAndOptions() throws Exception {
    lab.start(
        lab.driver(
            "[fs#0]\ntype = ext4\ndev = /dev/null\nmnt = " + home + "\nmnt_opt = noatime,acl\n"));

    assertThat(runner.argvs())
        .containsExactly("e2fsck -p /dev/null", "mount -t ext4 -o noatime,acl /dev/null " + home);
    assertThat(runner.asked.get(0).timeout())
        .as("a check is not cut")
        .isEqualTo(Duration.ofHours(6));
  }

  @Test
  void whatIsMountedToBeReadIsNotMended() throws Exception {
    lab.start(
        lab.driver(
            "[fs#0]\ntype = ext4\ndev = /dev/null\nmnt = " + home + "\nmnt_opt = noatime,ro\n"));

    assertThat(runner.argvs()).containsExactly("mount -t ext4 -o noatime,ro /dev/null " + home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext2",
        "ext3",
        "xfs",
        "btrfs",
        "vfat",
        "iso9660",
        "squashfs",
        "nfs",
        "nfs4",
        "cifs"
      })
  void everyFilesystemIsMountedByItsType(String type) throws Exception {
    lab.start(
        lab.driver(
            "[fs#0]\ntype = " + type + "\ndev = /dev/null\nmnt = " + home + "\nfsck = no\n"));

    assertThat(runner.argvs()).containsExactly("mount -t " + type + " /dev/null " + home);
  }

  @Test
  void whatItsCheckCorrectedIsMountedAndWhatItDidNotIsNot() throws Exception {
    Driver driver = lab.driver("[fs#0]\ntype = vfat\ndev = /dev/null\nmnt = " + home + "\n");
    runner.answers = argv -> argv.startsWith("fsck") ? Answer.of(1, "1 file, 1/2 clusters") : null;

    lab.start(driver);
    assertThat(runner.argvs())
        .containsExactly("fsck.vfat -a /dev/null", "mount -t vfat /dev/null " + home);
    runner.answers =
        argv -> argv.startsWith("fsck") ? Answer.of(4, "UNEXPECTED INCONSISTENCY") : null;
    assertThatThrownBy(() -> lab.start(driver))
        .isInstanceOf(StepFailed.class)
        .hasMessage(
            "fsck.vfat -a /dev/null ended with 4: UNEXPECTED INCONSISTENCY; repair it by hand, or"
                + " set fsck = false to mount it as it is");
    assertThat(runner.argvs()).hasSize(3);
  }

  @Test
  void aDeviceThatCannotBeReadIsNotABlankOne() throws Exception {
    Path gone = home.resolve("gone");
    runner.answers = argv -> argv.startsWith("blkid") ? Answer.of(2, "") : null;
    assertThatThrownBy(() -> filesystem(gone).provision(lab.step()))
        .hasMessageStartingWith("what is on " + gone + " cannot be told: it cannot be read: ");
    Path empty = Files.createFile(home.resolve("empty"));
    assertThatThrownBy(() -> filesystem(empty).provision(lab.step()))
        .hasMessage(empty + " has no room: is what it lies on started?");
    Path torn = Files.write(home.resolve("torn"), new byte[1]);
    runner.answers =
        argv -> argv.startsWith("blkid") ? Answer.error(2, "Input/output error") : null;
    assertThatThrownBy(() -> filesystem(torn).provision(lab.step()))
        .hasMessageContaining("cannot be told")
        .hasMessageEndingWith("Input/output error");
    assertThat(runner.argvs()).noneMatch(argv -> argv.startsWith("mkfs"));
  }

  private Provisionable filesystem(Path device) throws ConfigException {
    return (Provisionable)
        lab.driver("[fs#0]\ntype = ext4\ndev = " + device + "\nmnt = " + home + "\n");
  }

  @Test
  void aBindMountAndOneInMemoryHaveTheirOwnWords() throws Exception {
    lab.start(lab.driver("[fs#0]\ntype = bind\ndev = /usr\nmnt = " + home + "\n"));
    lab.start(lab.driver("[fs#0]\ntype = tmpfs\nmnt = " + home + "\nmnt_opt = size=1m\n"));

    assertThat(runner.argvs())
        .containsExactly("mount --bind /usr " + home, "mount -t tmpfs -o size=1m tmpfs " + home);
  }

  @Test
  void anImageFileIsCarriedByWhicheverLoopDeviceIsFree() throws Exception {
    Path image = Files.createFile(home.resolve("image"));

    lab.start(lab.driver("[disk#0]\ntype = loop\nfile = " + image + "\n"));

    assertThat(runner.argvs()).containsExactly("losetup --find --show " + image);
  }

  @Test
  void anAddressIsAskedForAddedAndAnnounced() throws Exception {
    runner.answers = silent();

    lab.start(address("192.0.2.77", "255.255.255.128"));

    assertThat(runner.argvs())
        .containsExactly(
            "arping -D -c 2 -w 2 -I lo 192.0.2.77",
            "ping -c 1 -W 1 192.0.2.77",
            "ip addr add 192.0.2.77/25 dev lo",
            "arping -U -c 1 -w 1 -I lo 192.0.2.77");
    assertThat(runner.detached).containsExactly("arping -U -c 9 -w 9 -I lo 192.0.2.77");
  }

  /** Nobody answers a ping. */
  private static Function<String, Answer> silent() {
    return argv ->
        argv.startsWith("ping") ? Answer.of(1, "1 packets transmitted, 0 received") : null;
  }

  @Test
  void oneThatWasFoundFreeAMomentAgoIsNotAskedForAgain() throws Exception {
    runner.answers = silent();
    Exclusive address = (Exclusive) address("192.0.2.77", "24");

    address.checkFree(lab.step());
    lab.start(address);
    lab.start(address);

    assertThat(runner.argvs().stream().filter(argv -> argv.startsWith("arping -D")))
        .as("before the action, and before a start that no test went before")
        .hasSize(2);
  }

  @Test
  void aPlanFindsNothingFree() throws Exception {
    runner.answers = silent();
    Exclusive address = (Exclusive) address("192.0.2.77", "24");

    address.checkFree(lab.dry());
    lab.start(address);

    assertThat(runner.argvs().stream().filter(argv -> argv.startsWith("arping -D"))).hasSize(2);
  }

  @Test
  void whatWasFoundTakenIsNoLongerFree() throws Exception {
    runner.answers = silent();
    Exclusive address = (Exclusive) address("192.0.2.77", "24");
    address.checkFree(lab.step());

    runner.answers = argv -> null;
    assertThatThrownBy(() -> address.checkFree(lab.step())).isInstanceOf(StepFailed.class);

    assertThatThrownBy(() -> lab.start(address)).hasMessageContaining("192.0.2.77 is taken");
  }

  @Test
  void anAddressOfThisNodeIsNotBlamedOnTheNetwork() throws Exception {
    Exclusive address = (Exclusive) driverOn("eth-none", "127.0.0.1", "8");
    Exclusive here = (Exclusive) address("127.0.0.1", "8");

    assertThatThrownBy(() -> address.checkFree(lab.step()))
        .hasMessage("127.0.0.1 is on lo, not on eth-none: take it away from there first");
    here.checkFree(lab.step());

    assertThat(runner.asked).as("the network is not asked").isEmpty();
  }

  @Test
  void anAddressThatOnlyAnswersPingIsRefused() throws Exception {
    assertThatThrownBy(() -> lab.start(address("192.0.2.77", "24")))
        .isInstanceOf(StepFailed.class)
        .hasMessageContaining("192.0.2.77 is taken: somebody");
    assertThat(runner.argvs()).noneMatch(argv -> argv.startsWith("ip addr add"));
  }

  @Test
  void anAddressIsTakenAwayWithItsPrefix() throws Exception {
    address("127.0.0.1", "8").stop(lab.dry());

    assertThat(runner.argvs()).containsExactly("ip addr del 127.0.0.1/8 dev lo");
  }

  @Test
  void anAddressThatAnswersIsRefusedWithTheHostThatHasIt() throws Exception {
    runner.exit = 1;
    runner.output = List.of("Unicast reply from 192.0.2.77 [52:54:00:12:34:56]  0.6ms");

    assertThatThrownBy(() -> lab.start(address("192.0.2.77", "24")))
        .isInstanceOf(StepFailed.class)
        .hasMessage(
            "192.0.2.77 is taken: host 52:54:00:12:34:56 on lo answers for it; stop it there"
                + " first");
    assertThat(runner.argvs()).noneMatch(argv -> argv.startsWith("ip addr add"));
  }

  @Test
  void anAddressIsNotAddedWhenNobodyCouldAsk() throws Exception {
    runner.exit = 2;

    assertThatThrownBy(() -> lab.start(address("192.0.2.77", "24")))
        .hasMessageContaining("whether 192.0.2.77 is free cannot be told: arping -D");
    assertThat(runner.argvs()).hasSize(1);
  }

  @Test
  void anotherProgramOfThatNameIsNotBelieved() {
    for (String said : List.of("ARPING 192.0.2.77", "arping: libnet_get_ipaddr4(): ioctl()")) {
      runner.output = List.of(said);

      assertThatThrownBy(() -> lab.start(address("192.0.2.77", "24")))
          .as(said)
          .hasMessageContaining("192.0.2.77 is taken: somebody on lo answers for it");
    }
    assertThat(runner.argvs()).contains("ping -c 1 -W 1 192.0.2.77");
  }

  @Test
  void withoutArpingPingAsks() throws Exception {
    runner.installed = false;

    assertThatThrownBy(() -> lab.start(address("192.0.2.77", "24")))
        .hasMessageContaining("192.0.2.77 is taken: somebody");
    assertThat(runner.argvs()).containsExactly("ping -c 1 -W 1 192.0.2.77");
  }

  @Test
  void anAddressOnAnotherDeviceIsLeftThere() throws Exception {
    Driver driver = driverOn("eth-none", "127.0.0.1", "8");

    assertThat(driver.status().log().get(0).text())
        .isEqualTo("127.0.0.1 is on lo, not on eth-none");
    assertThatThrownBy(() -> lab.stop(driver)).hasMessageContaining("left alone");
    assertThatThrownBy(() -> lab.start(driver)).hasMessage("this node has no device eth-none");
    assertThat(runner.asked).isEmpty();
  }

  @Test
  void commandsOfAnApplicationAreSplitAsAShellWouldAndRunAsTheirUser() throws Exception {
    runner.output = List.of("sailor:x:4242:4243:Sea Man:/home/sailor:/bin/sh");

    lab.start(
        lab.driver(
            """
            [app#0]
            type = forking
            start = /opt/tide/bin/ctl start 'high water' $HOME
            user = sailor
            cwd = /var
            environment = HARBOUR=kiel API_TOKEN='a b'
            """));

    assertThat(runner.asked.get(0).argv()).containsExactly("getent", "passwd", "sailor");
    assertThat(runner.asked.get(0).timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(runner.asked.get(1).argv())
        .containsExactly(
            "setpriv",
            "--reuid",
            "sailor",
            "--regid",
            "4243",
            "--init-groups",
            "--",
            "/opt/tide/bin/ctl",
            "start",
            "high water",
            "$HOME");
    assertThat(runner.asked.get(1).directory()).isEqualTo(Path.of("/var"));
    assertThat(runner.asked.get(1).environment())
        .containsEntry("HARBOUR", "kiel")
        .containsEntry("API_TOKEN", "a b")
        .containsEntry("HOME", "/home/sailor")
        .containsEntry("VIGIE_APP", home.resolve("apps/buoy/app#0").toString());
    assertThat(runner.asked.get(1).secrets()).containsExactly("a b");
  }

  @Test
  void aGroupIsTakenWithoutAUserToo() throws Exception {
    lab.start(lab.driver("[app#0]\nstart = ctl\ngroup = crew\n"));

    assertThat(runner.argvs()).containsExactly("setpriv --regid crew --keep-groups -- ctl");
  }

  @Test
  void limitsAreSetBeforeTheUserIsTaken() throws Exception {
    runner.output = List.of("sailor:x:4242:4243:Sea Man:/home/sailor:/bin/sh");

    lab.start(
        lab.driver(
            "[app#0]\nstart = ctl\nuser = sailor\ngroup = crew\nlimit_nofile = 64k\n"
                + "limit_as = 2g\nlimit_core = unlimited\n"));
    lab.start(lab.driver("[app#0]\nstart = ctl\nlimit_cpu = 60\n"));

    assertThat(runner.argvs())
        .containsExactly(
            "getent passwd sailor",
            "prlimit --as=2147483648 --core=unlimited --nofile=65536 -- setpriv --reuid sailor"
                + " --regid crew --init-groups -- ctl",
            "prlimit --cpu=60 -- ctl");
  }

  @Test
  void aCheckSaysHowAnApplicationIsByItsExitCode() throws Exception {
    Driver driver =
        lab.driver(
            "[app#0]\ntype = forking\nstart = ctl start\ncheck = ctl status\n"
                + "retcodes = 0:up 3:down 5:n/a\ncheck_timeout = 7s\n");

    assertThat(driver.status().status().wire()).isEqualTo("up");
    runner.exit = 3;
    assertThat(driver.glance().status().wire()).as("asked a moment ago").isEqualTo("up");
    assertThat(driver.status().status().wire()).isEqualTo("down");
    runner.exit = 5;
    assertThat(driver.status().status().wire()).isEqualTo("n/a");
    runner.exit = 1;
    assertThat(driver.status().status().wire()).isEqualTo("warn");
    assertThat(driver.status().log().get(0).text()).contains("ctl status ended with 1");
    assertThat(runner.asked).allMatch(each -> each.timeout().toSeconds() == 7).hasSize(5);
  }

  @Test
  void aForkingApplicationWithoutACheckIsNotApplicable() throws Exception {
    Driver driver = lab.driver("[app#0]\nstart = ctl start\n");

    assertThat(driver.status()).isEqualTo(Observed.NOT_APPLICABLE);
    lab.stop(driver);
    assertThat(runner.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [fs#0];type = ext9;dev = /dev/null;mnt = /x         | type fs.ext9 must be one of app.forking, app.ocf, app.simple
          [fs#0];type = ext4;dev = /dev/null                  | buoy.conf:1: [fs#0]: needs the keyword mnt
          [fs#0];type = ext4;dev = /dev/null;mnt = srv        | buoy.conf:4: mnt = srv: must be an absolute path such as /srv/web
          [fs#0];type = directory;path = /x;perm = 0999       | buoy.conf:4: perm = 0999: must be octal permissions
          [fs#0];type = ext4;dev = /x;mnt = /x;subvol = a     | buoy.conf:5: subvol = a: must be a subvolume of btrfs
          [disk#0];type = loop                                | needs the keyword file
          [ip#0];ipname = 10.0.0.1;netmask = 24               | needs the keyword ipdev
          [ip#0];ipname = 10.0.0.1;ipdev = lo;netmask = 255.0.255.0 | buoy.conf:4: netmask = 255.0.255.0: must be a prefix length such as 24, or dotted
          [ip#0];ipname = 10.0.0.256;ipdev = lo;netmask = 24  | buoy.conf:2: ipname = 10.0.0.256: must be an address or a name
          [ip#0];ipname = 10.0.0.1;ipdev = lo;netmask = 64    | is IPv4, whose netmask is at most 32; got 64
          [disk#0];type = vg                                  | buoy.conf:1: [disk#0]: needs the keyword name
          [disk#0];type = vg;name = -y                        | buoy.conf:3: name = -y: must be a name of letters, digits
          [disk#0];type = md;uuid = 12                        | must be four times eight hexadecimal digits between colons
          [disk#0];type = drbd;res = r0;standby = true        | buoy.conf:4: standby = true: is not for drbd
          [share#0];type = nfs;path = /x;opts = -o            | must be clients such as 10.0.0.0/24(rw,sync) *(ro)
          [container#0];type = docker;image = --privileged    | must be an image such as docker.io/library/nginx:1.27
          [app#0];type = simple                               | needs the keyword start
          [app#0];type = simple;start = a 'b                  | buoy.conf:3: start = a 'b: has a quote that is not closed
          [app#0];type = simple;start = a;environment = B     | must be NAME=value words
          [app#0];start = a;limit_nofile = many               | buoy.conf:3: limit_nofile = many: must be a size such as 512k
          [app#0];type = simple;start = a;kill = some         | must be all or parent
          [app#0];start = a;check = b;retcodes = 0=up         | must be pairs such as 0:up 1:down 3:warn
          """)
  void aWrongResourceNamesItsPlaceAndTheRule(String section, String message) {
    assertThatThrownBy(() -> lab.driver(section.strip().replace(';', '\n') + '\n'))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLinkOfIpvlanIsLaidInTheNetworkOfAContainer() throws Exception {
    runner.answers =
        argv ->
            argv.startsWith("docker inspect")
                ? Answer.of(0, "4711")
                : argv.contains("link show") ? Answer.of(1, "") : null;
    Driver address =
        lab.drivers(
                "[container#0]\ntype = docker\nimage = a\n[ip#0]\ntype = netns\nnetns ="
                    + " container#0\nipname = fd00::7\nnetmask = 64\nmode = ipvlan\nipdev = lan7\n")
            .get(1);
    LabStep plan = lab.dry();

    address.start(plan);

    assertThat(plan.lines)
        .startsWith(
            "info: ip link add link lan7 name eth0 netns /proc/4711/ns/net type ipvlan mode l2");
  }

  private Driver address(String name, String netmask) throws ConfigException {
    return driverOn("lo", name, netmask);
  }

  private Driver driverOn(String device, String name, String netmask) throws ConfigException {
    return lab.driver(
        "[ip#0]\nipname = " + name + "\nipdev = " + device + "\nnetmask = " + netmask + "\n");
  }

  private static final String TO_N2 =
      "[DEFAULT]\nnodes = lab1 n2\n[sync#0]\nsync_schedule = @0\ntarget = nodes\n";

  @Test
  void aSnapshotOfALogicalVolumeIsMountedAndRemoved() throws Exception {
    runner.answers = argv -> argv.contains("vg_name") ? Answer.of(0, "  vg0/data") : null;
    Path data = Files.createDirectories(home.resolve("data"));
    Sync sync =
        (Sync)
            lab.driver(
                TO_N2
                    + "type = rsync\nsnap = yes\nsnap_size = 20\nsrc = "
                    + data
                    + "/\ndst = /a\n");
    Snapshots snapshots = sync.snapshots("00000000-0000-7000-8000-0123456789ab");
    Path point = home.toAbsolutePath().resolve("snapshots/at/vigie-0123456789ab-0");

    Sync.Source source = sync.open(lab.step(), snapshots);
    assertThat(source.shown()).isEqualTo("LVM snapshot of vg0/data");
    assertThat(home.resolve("snapshots/buoy")).as("noted before it is taken").exists();
    snapshots.remove(lab.step());

    assertThat(runner.argvs().subList(1, runner.argvs().size()))
        .containsExactly(
            "lvcreate --yes --snapshot --extents 20%ORIGIN --name vigie-0123456789ab-0 vg0/data",
            "mount -o ro /dev/vg0/vigie-0123456789ab-0 " + point,
            "lvs --noheadings vg0/vigie-0123456789ab-0",
            "lvremove --yes vg0/vigie-0123456789ab-0");
    assertThat(home.resolve("snapshots/buoy")).doesNotExist();
    assertThat(point).doesNotExist();
  }

  @Test
  void whatNoSnapshotCanBeTakenOfIsNotCopiedAsItIs() throws Exception {
    runner.exit = 5;
    Sync sync =
        (Sync) lab.driver(TO_N2 + "type = rsync\nsnap = yes\nsrc = " + home + "\ndst = /a\n");

    assertThatThrownBy(() -> sync.open(lab.step(), sync.snapshots("a1")))
        .hasMessageStartingWith("no snapshot can be taken of ");
  }

  @Test
  void aDatasetIsSentWholeAndThenWhatChanged() throws Exception {
    Sync sync = (Sync) lab.driver(TO_N2 + "type = zfs\nsrc = tank/web\ndst = pool/web\n");
    Target n2 = sync.targets().get(0);
    Sync.Source first = sync.open(lab.step(), sync.snapshots("a1"));
    String one = "vigie:buoy:0:" + first.moment().toEpochMilli();
    sync.copy(lab.step(), first, n2);
    assertThat(runner.argvs().get(0)).isEqualTo("zfs snapshot tank/web@" + one);
    assertThat(runner.argvs()).anyMatch(argv -> argv.contains(" 3 zfs send tank/web@" + one));

    runner.asked.clear();
    String gone = "vigie:buoy:0:17";
    runner.answers =
        argv ->
            argv.contains("zfs list")
                ? Answer.of(0, "tank/web@" + one + "\ntank/web@" + gone + "\ntank/web@mine")
                : null;
    Sync.Source second = sync.open(lab.step(), sync.snapshots("a2"));
    sync.copy(lab.step(), second, n2);

    String two = "vigie:buoy:0:" + second.moment().toEpochMilli();
    assertThat(runner.argvs())
        .anyMatch(
            argv -> argv.contains(" 5 zfs send -i tank/web@" + one + " tank/web@" + two + " ssh "))
        .filteredOn(argv -> argv.startsWith("zfs destroy"))
        .containsExactly("zfs destroy tank/web@" + one, "zfs destroy tank/web@" + gone);
  }
}
