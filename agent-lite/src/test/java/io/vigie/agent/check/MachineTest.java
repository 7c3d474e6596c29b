package io.vigie.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.agent.process.Programs;
import io.vigie.contract.check.Bounds;
import io.vigie.contract.check.CheckState;
import io.vigie.contract.event.CheckValues.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What machines that are not here print, as theirs do. */
class MachineTest {
  private static final String TRACKING =
      "A9FEA97B,169.254.169.123,4,1700000000.123456789,-0.000012000,0.000003210,0.000021000,"
          + "-12.345,0.001,0.025,0.000500000,0.000238000,64.2,";

  @TempDir Path home;
  private final Programs programs = new Programs();
  private final Found found = new Found();

  @Test
  void aVolumeGroupIsAsFullAsItsVolumesMakeIt() {
    programs.print("vgs", "  data|107369988096|26843545600\n  root|21470642176|0\n  empty|0|0\n");

    new VolumeGroups(programs).read(found);

    assertThat(told()).containsExactly("vg_u data 75 % ok", "vg_u root 100 % ok");
    assertThat(programs.asked)
        .containsExactly(
            "vgs --noheadings --nosuffix --units b --separator | -o vg_name,vg_size,vg_free");
  }

  @Test
  void volumeGroupsThatCannotBeListedAreMissed() {
    programs.fail("vgs", 5, "  WARNING: VG data is missing PV x");

    new VolumeGroups(programs).read(found);

    assertThat(found.complete()).isFalse();
    assertThat(found.troubles().get(0))
        .startsWith("volume groups: vgs ")
        .endsWith(" ended with 5:   WARNING: VG data is missing PV x");
  }

  @Test
  void pathsThatFailedAreNotCountedAndOnesThatWaitAre() throws IOException {
    kernelKnows("dm-0", "mpath-36001405e3c2841430ee4bf3871b1998b");
    programs.print(
        "multipathd",
        """
        mpatha (36001405e3c2841430ee4bf3871b1998b) dm-0 LIO-ORG,lun02
        size=1.0G features='0' hwhandler='1 alua' wp=rw
        |-+- policy='service-time 0' prio=50 status=active
        | `- 7:0:0:1 sde 8:64 active ready running
        `-+- policy='service-time 0' prio=10 status=enabled
          |- 8:0:0:1 sdf 8:80 active ghost running
          `- 9:0:0:1 sdg 8:96 failed faulty running
        3600d0230000000000e13955cc3757800 dm-1 WINSYS,SF2372
        size=269G features='0' hwhandler='0' wp=rw
        `-+- policy='round-robin 0' prio=1 status=active
          |- 6:0:0:0 sdb 8:16 active ready running
          `- #:#:#:#  -   #:#  failed faulty running
        360000000000000000e00000000010001 dm-2 IET,VIRTUAL-DISK
        size=1.0G features='1 queue_if_no_path' hwhandler='0' wp=rw
        """);

    new Multipath(home, programs).read(found);

    assertThat(told())
        .containsExactly(
            "mpath 36001405e3c2841430ee4bf3871b1998b 2 ok",
            "mpath 3600d0230000000000e13955cc3757800 1 low",
            "mpath 360000000000000000e00000000010001 0 low");
  }

  @Test
  void aMachineWithoutMultipathDevicesIsNotAskedForThem() throws IOException {
    kernelKnows("dm-0", "LVM-abcdef");
    programs.fail("multipathd", 1, "error -104 receiving packet");

    new Multipath(home, programs).read(found);

    assertThat(programs.asked).isEmpty();
    assertThat(found.complete()).isTrue();
  }

  @Test
  void whenTheDaemonOfMultipathIsSilentItsDevicesAreMissed() throws IOException {
    kernelKnows("dm-3", "mpath-36001405e3c2841430ee4bf3871b1998b");
    programs.fail("multipathd", 1, "error -104 receiving packet");

    new Multipath(home, programs).read(found);

    assertThat(found.troubles())
        .containsExactly(
            "multipath devices: multipathd show topology ended with 1: error -104 receiving packet");
  }

  @Test
  void anArrayLacksWhatFailedAndWhatIsNotRebuiltYet() throws IOException {
    Path table =
        Files.writeString(
            home.resolve("mdstat"),
            """
            Personalities : [raid1] [raid6] [raid5] [raid4] [raid0]
            md0 : active raid1 sdb1[1] sda1[0]
                  1047552 blocks super 1.2 [2/2] [UU]

            md1 : active raid5 sdd1[4] sdc1[2] sdb2[1](F) sda2[0]
                  3139584 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [U_U]
                  [=>...................]  recovery =  8.4% (88580/1046528) finish=0.5min speed=29526K/sec

            md2 : active raid0 sdf[1] sde[0]
                  2093056 blocks super 1.2 512k chunks

            md3 : inactive sdb[5](S) sdc[9](S) sda[6](S)
                  4883812480 blocks

            md126 : active (auto-read-only) raid1 sda[1] sdb[0]
                  4194304 blocks super external:/md127/0 [2/2] [UU]

            md127 : inactive sdb[1](S) sda[0](S)
                  5104 blocks super external:imsm

            unused devices: <none>
            """);

    new Raid(table).read(found);

    assertThat(told())
        .containsExactly(
            "raid md0 0 ok",
            "raid md1 1 high",
            "raid md2 0 ok",
            "raid md3 3 high",
            "raid md126 0 ok");
  }

  @Test
  void aMemberOfABondMayHaveALinkAndBeOfNoUse() throws IOException {
    Files.writeString(
        Files.createDirectory(home.resolve("bonding")).resolve("bond0"),
        """
        Ethernet Channel Bonding Driver: v6.1.0

        Bonding Mode: fault-tolerance (active-backup)
        Currently Active Slave: eno1
        MII Status: up
        MII Polling Interval (ms): 100

        Slave Interface: eno1
        MII Status: up
        Speed: 1000 Mbps
        Duplex: full

        Slave Interface: eno2
        Transmit Hash Policy: layer2 (0)
        MII Status: down
        Speed: Unknown
        """);

    new Bonds(home.resolve("bonding")).read(found);
    new Bonds(home.resolve("none")).read(found);

    assertThat(told()).containsExactly("eth bond0.eno1 1 ok", "eth bond0.eno2 0 low");
    assertThat(found.complete()).isTrue();
  }

  @Test
  void devicesThatAreSetUpAreWatchedAndWhatBelongsToContainersIsNot() throws IOException {
    device("eno1", "0x1003", "1", "1000", "full", "device");
    device("eno2", "0x1003", "1", "100", "half", "device");
    device("eno3", "0x1003", "0", "-1", "unknown", "device");
    device("eno4", "0x1002", "0", "-1", "unknown", "device");
    device("bond0", "0x1403", "1", "2000", "full", "bonding");
    device("docker0", "0x1003", "0", "-1", "unknown", "bridge");
    device("veth1", "0x1003", "1", "10000", "full", "brport");
    Files.writeString(home.resolve("bonding_masters"), "bond0\n");

    new Interfaces(home).read(found);

    assertThat(told())
        .containsExactly(
            "eth bond0.link 1 ok",
            "eth bond0.speed 2000 Mbit/s ok",
            "eth bond0.duplex 1 ok",
            "eth eno1.link 1 ok",
            "eth eno1.speed 1000 Mbit/s ok",
            "eth eno1.duplex 1 ok",
            "eth eno2.link 1 ok",
            "eth eno2.speed 100 Mbit/s ok",
            "eth eno2.duplex 0 low",
            "eth eno3.link 0 low");
  }

  @ParameterizedTest
  @CsvSource({"Normal, ntp 0.5 ms ok", "Not synchronised, ntp 16000 ms high"})
  void aClockIsAsWrongAsChronySaysAtMost(String leap, String told) {
    programs.print("chronyc", TRACKING + leap);

    new Clock(programs).read(found);

    assertThat(told()).containsExactly(told);
    assertThat(programs.asked).containsExactly("chronyc -n -c tracking");
  }

  @Test
  void whatADaemonThatIsAwayCannotTellTheNextOneMay() {
    programs.fail("chronyc", 1, "506 Cannot talk to daemon");
    programs.print(
        "ntpq",
        """
        associd=0 status=0615 leap_none, sync_ntp, 1 event, clock_sync,
        version="ntpd 4.2.8p15@1.3728-o", processor="x86_64",
        system="Linux/5.14.0", leap=00, stratum=2, precision=-24,
        rootdelay=1.500, rootdisp=12.250, refid=10.0.0.1, tc=10, mintc=3,
        offset=-1.250000, frequency=-3.5, sys_jitter=0.1, clk_jitter=0.2
        """);

    new Clock(programs).read(found);

    assertThat(told()).containsExactly("ntp 14.25 ms ok");
    assertThat(found.complete()).isTrue();
  }

  @Test
  void ntpdThatIsNotSynchronisedIsFarOff() {
    programs.print(
        "ntpq", "leap=11, stratum=16, rootdelay=0.000, rootdisp=0.075, offset=0.000000\n");

    new Clock(programs).read(found);

    assertThat(told()).containsExactly("ntp 16000 ms high");
  }

  @ParameterizedTest
  @CsvSource({
    "1.037ms, 793us, no, ntp 1.482 ms ok",
    "4s, 2min 3.5s, no, ntp 16000 ms high",
    "1.037ms, 793us, yes, ntp 16000 ms high"
  })
  void timesyncdTellsHowFarItsServerIs(
      String delay, String dispersion, String ignored, String told) {
    programs.print(
        "timedatectl",
        "ServerName=0.debian.pool.ntp.org\nRootDistanceMaxUSec=5s\nNTPMessage={ Leap=0, Version=4,"
            + (" Mode=4, Stratum=2, RootDelay=" + delay + ", RootDispersion=" + dispersion)
            + (", Ignored=" + ignored + ", PacketCount=3, Jitter=170us }\n"));

    new Clock(programs).read(found);

    assertThat(told()).containsExactly(told);
  }

  @Test
  void aClockThatNobodySetsHasNoValueAndADaemonThatShouldIsMissed() {
    programs.fail("timedatectl", 1, "Failed to connect to bus: Host is down");
    new Clock(programs).read(found);
    assertThat(found.values()).isEmpty();
    assertThat(found.complete()).isTrue();

    programs.fail("chronyc", 1, "506 Cannot talk to daemon");
    new Clock(programs).read(found);
    assertThat(found.troubles())
        .containsExactly("clock: chronyc -n -c tracking ended with 1: 506 Cannot talk to daemon");
  }

  @ParameterizedTest
  @CsvSource({"chronyc", "ntpq", "timedatectl"})
  void whatIsNoAnswerIsNone(String program) {
    programs.print(program, "what?,,,,,,,,,,,,,\n");

    new Clock(programs).read(found);

    assertThat(found.values()).isEmpty();
  }

  private void kernelKnows(String device, String uuid) throws IOException {
    Path dm = Files.createDirectories(home.resolve(device).resolve("dm"));
    Files.writeString(dm.resolve("uuid"), uuid + "\n");
  }

  private void device(
      String name, String flags, String carrier, String speed, String duplex, String kind)
      throws IOException {
    Path device = Files.createDirectory(home.resolve(name));
    Files.createDirectory(device.resolve(kind));
    Files.writeString(device.resolve("type"), "1\n");
    Files.writeString(device.resolve("flags"), flags + "\n");
    Files.writeString(device.resolve("carrier"), carrier + "\n");
    Files.writeString(device.resolve("speed"), speed + "\n");
    Files.writeString(device.resolve("duplex"), duplex + "\n");
  }

  /** Each value with its unit, and how it stands by the default of its kind. */
  private List<String> told() {
    return found.values().stream().map(MachineTest::told).toList();
  }

  private static String told(Value value) {
    CheckState state = Bounds.byDefault(value.kind()).of(value.value());
    String unit = value.unit().isEmpty() ? "" : " " + value.unit();
    return value.detail() + " " + value.value().toPlainString() + unit + " " + state.wire();
  }
}
