package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.agent.driver.RecordedRunner.Answer;
import io.vigie.contract.availability.Availability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Drivers that tell a program what to do: its words, and what is read of its answers. */
class CommandedTest {
  private static final String LVS =
      "lvs --noheadings --separator | -o vg_name,lv_name,lv_active,vg_tags,lv_skip_activation";
  private static final String DOCKER_PS = "docker ps --all --format {{.Names}}\\t{{.Status}}";
  private static final String SCAN = "mdadm --detail --scan";
  private static final String ZFS = "zfs list -H -t filesystem -o name,mounted,mountpoint";
  private static final String VIRSH = "virsh --quiet list --all";

  private static final String SAID =
      """
      {
        "service" : "buoy",
        "resources" : {
          "app#0" : {
            "status" : "stdby up",
            "standby" : true,
            "provisioned" : true,
            "log" : [ "warn: slow", "port 80" ]
          }
        }
      }
      """;

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

  private record Case(
      String section, String look, Answer down, Answer up, List<String> start, List<String> stop) {
    @Override
    public String toString() {
      return section.lines().toList().get(1);
    }
  }

  private static Case of(
      String section, String look, String down, String up, List<String> start, List<String> stop) {
    return new Case(section, look, Answer.of(0, down), Answer.of(0, up), start, stop);
  }

  static Stream<Case> drivers() {
    return Stream.of(
        of(
            "[disk#0]\ntype = vg\nname = tide\n",
            LVS,
            "  root|swap|active||\n  tide|data||backup,@lab2|\n  tide|log||backup,@lab2|",
            "  root|swap|active||\n  tide|data|active|backup,@lab1|\n  tide|log|active|backup,@lab1|",
            List.of(
                "vgchange --deltag @lab2 tide",
                "vgchange --addtag @lab1 tide",
                "vgchange --activate y tide"),
            List.of("vgchange --activate n tide", "vgchange --deltag @lab1 tide")),
        of(
            "[disk#0]\ntype = lv\nvg = tide\nname = data\n",
            LVS,
            "  tide|data|||\n  tide|log|active||",
            "  tide|data|active||\n  tide|log|active||",
            List.of("lvchange --activate y --ignoreactivationskip tide/data"),
            List.of("lvchange --activate n tide/data")),
        of(
            "[fs#0]\ntype = zfs\ndev = tank/srv\nmnt = /srv\n",
            ZFS,
            "tank\tyes\t/tank\ntank/srv\tno\t/srv",
            "tank\tyes\t/tank\ntank/srv\tyes\t/srv",
            List.of("zfs mount tank/srv"),
            List.of("zfs unmount tank/srv")),
        of(
            "[fs#0]\ntype = zfs\ndev = tank/old\nmnt = /old\n",
            ZFS,
            "tank/old\tno\tlegacy",
            "tank/old\tyes\tlegacy",
            List.of("mount -t zfs tank/old /old"),
            List.of("umount /old")),
        new Case(
            "[disk#0]\ntype = md\nuuid = 1f2e3d4c:5b6a7988:01234567:89abcdef\n",
            "mdadm --detail /dev/md/buoy.0",
            Answer.of(1, "mdadm: cannot open /dev/md/buoy.0: No such file or directory"),
            Answer.of(
                0,
                """
                /dev/md/buoy.0:
                           Version : 1.2
                        Raid Level : raid1
                             State : clean
                              UUID : 1f2e3d4c:5b6a7988:01234567:89abcdef
                """),
            List.of("mdadm --assemble /dev/md/buoy.0 --uuid 1f2e3d4c:5b6a7988:01234567:89abcdef"),
            List.of("mdadm --stop /dev/md/buoy.0")),
        of(
            "[disk#0]\ntype = drbd\nres = r0\n",
            "drbdadm status r0",
            """
            r0 role:Secondary
              disk:UpToDate
              lab2 role:Secondary
                peer-disk:UpToDate
            """,
            """
            r0 role:Primary
              disk:UpToDate
              lab2 role:Secondary
                peer-disk:UpToDate
            """,
            List.of("drbdadm primary r0"),
            List.of("drbdadm secondary r0")),
        of(
            "[disk#0]\ntype = zpool\nname = tank\n",
            "zpool list -H -o name,health",
            "rpool\tONLINE",
            "rpool\tONLINE\ntank\tONLINE",
            List.of("zpool import -o cachefile=none tank"),
            List.of("zpool export tank")),
        of(
            "[disk#0]\ntype = zpool\nname = tank\nforce = true\n",
            "zpool list -H -o name,health",
            "",
            "tank\tONLINE",
            List.of("zpool import -f -o cachefile=none tank"),
            List.of("zpool export tank")),
        of(
            "[share#0]\ntype = nfs\npath = /srv/a b\nopts = 10.0.0.0/24(rw,sync) lab9\n",
            "exportfs -s",
            "/srv/other  10.0.0.0/24(sync,wdelay,hide,no_subtree_check,sec=sys,rw,root_squash)",
            """
            /srv/a\\040b  10.0.0.0/24(sync,wdelay,hide,no_subtree_check,sec=sys,rw,root_squash)
            /srv/a\\040b  lab9(sync,wdelay,hide,no_subtree_check,sec=sys,ro,secure,root_squash)
            """,
            List.of("exportfs -o rw,sync 10.0.0.0/24:/srv/a b", "exportfs lab9:/srv/a b"),
            List.of("exportfs -u 10.0.0.0/24:/srv/a b", "exportfs -u lab9:/srv/a b")),
        of(
            "[container#0]\ntype = docker\nimage = nginx:1.27\nrun_args = -v /srv:/srv:ro\n"
                + "command = nginx -g 'daemon off;'\n",
            DOCKER_PS,
            "other\tUp 3 days (healthy)",
            "other\tUp 3 days\nbuoy.container.0\tUp 2 seconds",
            List.of(
                "docker run --detach --name buoy.container.0 -v /srv:/srv:ro nginx:1.27 nginx -g"
                    + " daemon off;"),
            List.of("docker stop --time 45 buoy.container.0")),
        of(
            "[container#0]\ntype = podman\nimage = nginx\nname = web\nrm = yes\nstop_timeout = 20s\n",
            "podman ps --all --format {{.Names}}\\t{{.Status}}",
            "web\tExited (0) 2 hours ago",
            "web\tUp Less than a second ago",
            List.of("podman rm web", "podman run --detach --name web nginx"),
            List.of("podman stop --time 15 web", "podman rm web")),
        of(
            "[container#0]\ntype = kvm\nname = db1\n",
            VIRSH,
            " 3    web1   running\n -    db1    shut off",
            " 3    web1   running\n 4    db1    running",
            List.of("virsh start db1"),
            List.of("virsh shutdown db1")),
        of(
            "[container#0]\ntype = xen\nname = db1\n",
            "xl list",
            """
            Name                                        ID   Mem VCPUs      State   Time(s)
            Domain-0                                     0  2048     4     r-----     411.2
            """,
            """
            Name                                        ID   Mem VCPUs      State   Time(s)
            Domain-0                                     0  2048     4     r-----     411.2
            db1                                          7  1024     2     -b----      12.9
            """,
            List.of("xl create /etc/xen/db1.cfg"),
            List.of("xl shutdown db1")),
        of(
            "[app#0]\ntype = systemd\nunit = nginx.service\n",
            "systemctl show --property=LoadState,ActiveState,SubState nginx.service",
            "LoadState=loaded\nActiveState=inactive\nSubState=dead",
            "LoadState=loaded\nActiveState=active\nSubState=running",
            List.of("systemctl start nginx.service"),
            List.of("systemctl stop nginx.service")));
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void itIsStartedOnceAndStoppedOnceByItsWords(Case one) throws Exception {
    boolean[] up = new boolean[1];
    runner.answers =
        argv -> {
          up[0] = argv.equals(last(one.start)) || up[0] && !argv.equals(one.stop.get(0));
          return argv.equals(one.look) ? up[0] ? one.up : one.down : Answer.of(0, "");
        };
    Driver driver = lab.driver(one.section);

    assertThat(driver.status().status().wire()).isEqualTo("down");
    lab.start(driver);
    assertThat(done(one)).containsExactlyElementsOf(one.start);
    lab.start(driver);
    assertThat(done(one)).as("started twice is started once").isEqualTo(one.start);
    assertThat(driver.status()).isIn(Observed.UP, Observed.UP.provisioned(true));

    lab.stop(driver);
    lab.stop(driver);
    List<String> both = new ArrayList<>(one.start);
    both.addAll(one.stop);
    assertThat(done(one)).as("stopped twice is stopped once").isEqualTo(both);
    assertThat(driver.status().status().wire()).isEqualTo("down");
  }

  private static String last(List<String> argvs) {
    return argvs.get(argvs.size() - 1);
  }

  private List<String> done(Case one) {
    return runner.argvs().stream()
        .filter(argv -> !argv.equals(one.look) && !argv.equals(SCAN))
        .toList();
  }

  @Test
  void aDryRunLooksAndSaysWhatItWouldDo() throws Exception {
    says(VIRSH, " -    db1    shut off");
    LabStep plan = lab.dry();

    lab.driver(machine("kvm")).start(plan);

    assertThat(plan.lines).containsExactly("info: virsh start db1");
  }

  @Test
  void oneListingServesAllWhoGlanceWithinSeconds() throws Exception {
    says(DOCKER_PS, "web\tUp 3 days\ndb\tExited (137) 4 days ago");
    List<Driver> drivers =
        lab.drivers(
            "[container#0]\ntype = docker\nimage = a\nname = web\n"
                + "[container#1]\ntype = docker\nimage = a\nname = db\n");

    assertThat(drivers.get(0).glance().status().wire()).isEqualTo("up");
    assertThat(drivers.get(1).glance().status().wire()).isEqualTo("down");
    assertThat(runner.argvs()).containsExactly(DOCKER_PS);
    drivers.get(1).status();
    assertThat(runner.argvs()).as("who acts looks for himself").hasSize(2);
  }

  @Test
  void whatWasDoneIsSeenByTheNextGlance() throws Exception {
    String[] state = {"Exited (0) 2 hours ago"};
    runner.answers =
        argv -> {
          state[0] = argv.equals("docker start web") ? "Up 1 second" : state[0];
          return Answer.of(0, argv.equals(DOCKER_PS) ? "web\t" + state[0] : "");
        };
    List<Driver> drivers = lab.drivers("[container#0]\ntype = docker\nimage = a\nname = web\n");
    drivers.get(0).glance();

    lab.start(drivers.get(0));

    assertThat(drivers.get(0).glance().status().wire()).isEqualTo("up");
    assertThat(runner.argvs()).contains("docker start web");
  }

  @Test
  void oneThatCouldNotBeStartedIsLookedAtAnew() throws Exception {
    String[] state = {"Exited (0) 2 hours ago"};
    runner.answers =
        argv -> {
          if (argv.equals(DOCKER_PS)) {
            return Answer.of(0, "web\t" + state[0]);
          }
          state[0] = "Restarting (1) 1 second ago";
          return Answer.of(125, "Error response from daemon: no space left on device");
        };
    Driver driver = lab.driver(engine());
    driver.glance();

    assertThatThrownBy(() -> lab.start(driver))
        .isInstanceOf(StepFailed.class)
        .hasMessage(
            "docker start web ended with 125: Error response from daemon: no space left on device");

    assertThat(driver.glance().status().wire()).isEqualTo("warn");
  }

  @Test
  void whatAnOcfAgentCallsFailedIsStoppedBeforeItIsStarted() throws Exception {
    String agent = "/usr/lib/ocf/resource.d/heartbeat/pgsql ";
    int[] monitor = {1};
    runner.answers =
        argv -> {
          monitor[0] = argv.endsWith("start") ? 0 : monitor[0];
          return argv.endsWith("monitor")
              ? Answer.of(monitor[0], "ocf-exit-reason:Connection error")
              : Answer.of(0, "");
        };
    Driver driver =
        lab.driver(
            "[app#0]\ntype = ocf\nagent = ocf:heartbeat:pgsql\nparams = pgport=77 password=sea\n");
    assertThat(driver.status().status().wire()).isEqualTo("warn");
    assertThat(driver.status().log().get(0).text()).contains("ocf-exit-reason:Connection error");

    lab.start(driver);

    assertThat(runner.argvs().stream().filter(argv -> !argv.endsWith("monitor")))
        .containsExactly(agent + "stop", agent + "start");
    assertThat(runner.asked.get(0).environment())
        .containsEntry("OCF_ROOT", "/usr/lib/ocf")
        .containsEntry("OCF_RESOURCE_INSTANCE", "buoy-0")
        .containsEntry("OCF_RESKEY_pgport", "77")
        .containsEntry("OCF_RESKEY_password", "sea");
    assertThat(runner.asked.get(0).secrets()).contains("sea").doesNotContain("77");
  }

  @ParameterizedTest
  @CsvSource({"0, up", "8, up", "7, down", "5, down", "1, warn", "2, warn", "9, warn"})
  void exitCodesOfAnOcfMonitorMeanWhatTheStandardSays(int exit, String state) throws Exception {
    assertThat(seen("[app#0]\ntype = ocf\nagent = heartbeat:Dummy\n", exit, ""))
        .startsWith(state + ":");
  }

  @Test
  void aMachineThatDoesNotShutDownIsSwitchedOff() throws Exception {
    boolean[] off = new boolean[1];
    runner.answers =
        argv -> {
          off[0] |= argv.equals("virsh destroy db1");
          return Answer.of(
              0, argv.equals(VIRSH) ? off[0] ? " - db1 shut off" : " 4 db1 running" : "");
        };
    LabStep step = lab.step(Duration.ofSeconds(2));

    lab.driver(machine("kvm")).stop(step);

    assertThat(runner.argvs()).containsSubsequence("virsh shutdown db1", "virsh destroy db1");
    assertThat(step.lines).contains("warn: not down after 1 s");
  }

  @Test
  void whatStaysDownAfterItsCommandsFailsTheStart() throws Exception {
    says(VIRSH, " -    db1    shut off");

    assertThatThrownBy(() -> lab.driver(machine("kvm")).start(lab.step(Duration.ofMillis(600))))
        .isInstanceOf(StepFailed.class)
        .hasMessage("its commands ended well, but it is down");
  }

  @Test
  void aProgramThatFailsOrIsNotThereIsToldAndNoStateIsGuessed() throws Exception {
    runner.answers = argv -> Answer.of(1, "error: failed to connect to the hypervisor");
    Driver driver = lab.driver(machine("kvm"));

    assertThatThrownBy(driver::status)
        .isInstanceOf(StepFailed.class)
        .hasMessage(VIRSH + " ended with 1: error: failed to connect to the hypervisor");
    runner.installed = false;
    assertThatThrownBy(driver::status).hasMessage("virsh is not installed on this node");
  }

  @Test
  void whatTheProgramDoesNotKnowIsDownWithAWord() throws Exception {
    assertThat(seen(machine("kvm"), 0, " 3 web1 running"))
        .isEqualTo("down: libvirt of this node knows no machine db1");
    assertThat(seen("[disk#0]\ntype = lv\nvg = tide\nname = x\n", 0, "  tide|data|active||"))
        .isEqualTo("down: this node sees no logical volume tide/x");
    assertThat(
            seen(
                "[app#0]\ntype = systemd\nunit = x.service\n",
                0,
                "LoadState=not-found\nActiveState=inactive\nSubState=dead"))
        .isEqualTo("down: systemd knows no unit x.service");
  }

  @Test
  void halfAndHaltingStatesWarn() throws Exception {
    assertThat(seen("[disk#0]\ntype = vg\nname = tide\n", 0, "  tide|a|active||\n  tide|b|||"))
        .isEqualTo("warn: only a part of it is up");
    assertThat(seen(machine("kvm"), 0, " 4 db1 paused")).isEqualTo("warn: it is paused");
    assertThat(seen(engine(), 0, "web\tUp 5 minutes (Paused)"))
        .isEqualTo("warn: it is Up 5 minutes (Paused)");
    assertThat(seen(engine(), 0, "web\tUp 5 minutes (unhealthy)"))
        .isEqualTo("warn: it is Up 5 minutes (unhealthy)");
    assertThat(seen(engine(), 0, "web\tRestarting (1) 5 seconds ago"))
        .isEqualTo("warn: it is Restarting (1) 5 seconds ago");
    assertThat(seen(machine("xen"), 0, "db1  7  1024  2  --p---  12.9"))
        .isEqualTo("warn: it is --p---");
    assertThat(seen("[disk#0]\ntype = zpool\nname = tank\n", 0, "tank\tDEGRADED"))
        .isEqualTo("up: the pool is DEGRADED");
    assertThat(seen("[share#0]\ntype = nfs\npath = /srv\nopts = a b\n", 0, "/srv  a(ro,secure)"))
        .isEqualTo("warn: not exported to b");
    assertThat(
            seen(
                "[app#0]\ntype = systemd\nunit = x\n",
                0,
                "LoadState=loaded\nActiveState=failed\nSubState=failed"))
        .isEqualTo("down: the unit has failed; see systemctl status x");
  }

  @Test
  void aDatasetOfAnotherMountpointIsNotMountedAndOneThatIsNotThereIsDown() throws Exception {
    String section = "[fs#0]\ntype = zfs\ndev = tank/srv\nmnt = /srv\n";
    String wrong = "its mountpoint is /data, not /srv: zfs set mountpoint=/srv tank/srv";

    assertThat(seen(section, 0, "tank/srv\tyes\t/data")).isEqualTo("up: " + wrong);
    assertThat(seen(section, 0, "tank\tyes\t/tank")).isEqualTo("down: ");
    assertThatThrownBy(() -> lab.start(lab.driver(section)))
        .hasMessage("ZFS of this node has no tank/srv: is its pool imported?");
    says(ZFS, "tank/srv\tno\t/data");
    assertThatThrownBy(() -> lab.start(lab.driver(section))).hasMessage(wrong);
  }

  @Test
  void aContainerThatAnswersItsNameElsewhereIsNotStartedHere() throws Exception {
    Driver machine = lab.driver(machine("kvm") + "hostname = db1.example.com\n");
    runner.answers = argv -> Answer.of(argv.startsWith("ping") ? 1 : 0, " -    db1    shut off");
    ((Exclusive) machine).checkFree(lab.step());
    assertThat(runner.argvs()).containsExactly("ping -c 1 -W 1 db1.example.com");

    runner.answers = argv -> Answer.of(0, "");

    assertThatThrownBy(() -> ((Exclusive) machine).checkFree(lab.step()))
        .hasMessage("db1.example.com answers a ping: it is up elsewhere; stop it there first");
    assertThat(lab.driver(machine("kvm"))).isNotInstanceOf(Exclusive.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          docker;image = a;name = vm1            | docker exec vm1
          podman;image = a;name = x;hostname = vm1 | podman exec x
          lxc;name = vm1;path = /srv/lxc         | lxc-attach --name vm1 --lxcpath /srv/lxc --clear-env --
          kvm;name = db1;hostname = vm1          | ssh -o BatchMode=yes -o ConnectTimeout=5 vm1
          xen;name = vm1                         | ssh -o BatchMode=yes -o ConnectTimeout=5 vm1
          """)
  void anAgentInsideIsAskedAndToldByTheProgramsOfItsContainer(String container, String prefix)
      throws Exception {
    String status = prefix + " vigie-agent status buoy -o json";
    runner.answers =
        argv ->
            argv.equals(status)
                ? Answer.of(0, SAID)
                : Answer.of(
                    0,
                    argv.startsWith("virsh")
                        ? " 4 db1 running"
                        : argv.startsWith("xl")
                            ? "vm1  7  1024  2  -b----  12.9"
                            : argv.startsWith("lxc-ls")
                                ? "vm1 RUNNING"
                                : "vm1\tUp 3 days\nx\tUp 1 s");
    List<Driver> drivers =
        lab.drivers(
            "[DEFAULT]\nencapnodes = vm1\n[container#0]\ntype = "
                + container.strip().replace(';', '\n')
                + "\n[app#0]\nencap = true\nstart = /bin/web\n[task#0]\nencap = true\ncommand = x\n");
    Driver inside = drivers.get(1);

    assertThat(inside.label()).isEqualTo("/bin/web in vm1");
    assertThat(inside.glance())
        .isEqualTo(Observed.of(Availability.UP).provisioned(true).warning("slow").info("port 80"));
    assertThat(inside.glance()).as("said last").isEqualTo(inside.status());
    lab.start(inside);
    lab.stop(inside);
    ((Task) drivers.get(2)).run(lab.step());

    assertThat(runner.argvs().stream().filter(argv -> argv.startsWith(prefix)))
        .containsExactly(
            status,
            status,
            prefix + " vigie-agent start buoy --rid app#0",
            status,
            prefix + " vigie-agent stop buoy --rid app#0",
            prefix + " vigie-agent run buoy --rid task#0");
  }

  @Test
  void whatAnAgentInsideDoesNotTellIsUndefAndWarns() throws Exception {
    String[] said = {"{}"};
    int[] exit = {0};
    runner.answers =
        argv ->
            argv.startsWith("docker ps")
                ? Answer.of(0, "vm1\tUp 3 days")
                : Answer.of(exit[0], said[0]);
    Driver inside =
        lab.drivers(
                "[DEFAULT]\nencapnodes = vm1\n[container#0]\ntype = docker\nimage = a\nname = vm1\n"
                    + "rcmd = docker exec --user root vm1\n[app#0]\nencap = true\nstart = /bin/web\n")
            .get(1);
    assertThat(told(inside))
        .isEqualTo(
            "undef: the agent in vm1 has no app#0: its file of the service must be the same as here");
    said[0] = "sh: vigie-agent: not found";
    assertThat(told(inside))
        .startsWith(
            "undef: the agent in vm1 does not tell: docker exec --user root vm1 vigie-agent status"
                + " buoy -o json prints no status");
    exit[0] = 127;
    assertThat(told(inside)).contains("-o json ended with 127: sh: vigie-agent: not found");
    assertThatThrownBy(() -> lab.stop(inside)).isInstanceOf(Unreached.class);
    runner.answers = argv -> Answer.of(0, "vm1\tExited (0) 2 hours ago");
    assertThat(told(inside)).isEqualTo("down: ");
    runner.answers = argv -> Answer.of(0, "vm1\tUp 5 minutes (Paused)");
    assertThat(told(inside)).isEqualTo("undef: container#0 is warn: vm1 not asked");
  }

  private static String told(Driver driver) throws Exception {
    Observed seen = driver.status();
    return seen.status() + ": " + (seen.log().isEmpty() ? "" : seen.log().get(0).text());
  }

  @Test
  void aVolumeThatLvmSkipsIsNoMissingPartOfItsGroup() throws Exception {
    String group = "[disk#0]\ntype = vg\nname = tide\n";
    String skipped = "\n  tide|snap|%s|@lab1|skip activation";

    assertThat(seen(group, 0, "  tide|a|active|@lab1|" + skipped.formatted(""))).isEqualTo("up: ");
    assertThat(seen(group, 0, "  tide|a||@lab1|" + skipped.formatted("inactive")))
        .isEqualTo("down: ");
    assertThat(seen(group, 0, "  tide|a||@lab1|" + skipped.formatted("active")))
        .as("it keeps the group in use")
        .isEqualTo("warn: only a part of it is up");
  }

  @Test
  void anExportIsFoundUnderTheWholeNameOfItsHost() throws Exception {
    String section = "[share#0]\ntype = nfs\npath = /srv\nopts = lab9 localhost(rw)\n";

    assertThat(seen(section, 0, "/srv  lab9.example.com(ro)\n/srv  127.0.0.1(rw)"))
        .isEqualTo("up: ");
    assertThat(seen(section, 0, "/other  lab9.example.com(ro)")).isEqualTo("down: ");
    LabStep plan = lab.dry();
    lab.driver(section).stop(plan);
    assertThat(plan.lines).containsExactly("info: it is down");
    runner.answers = argv -> Answer.of(0, "/srv  lab9.example.com(ro)\n/srv  127.0.0.1(rw)");
    lab.driver(section).stop(plan);
    assertThat(plan.lines)
        .contains("info: exportfs -u lab9:/srv", "info: exportfs -u localhost:/srv");
    String nobody = "[share#0]\ntype = nfs\npath = /srv\nopts = lab9.invalid\n";
    assertThatThrownBy(() -> seen(nobody, 0, "/srv  lab8.invalid(ro)"))
        .hasMessage("who has it cannot be told: lab9.invalid does not resolve to an address");
  }

  @Test
  void anArrayIsToldFromAnotherAndFromADegradedOne() throws Exception {
    String section =
        "[disk#0]\ntype = md\nuuid = 1f2e3d4c:5b6a7988:01234567:89abcdef\ndev = /dev/md/x\n";

    assertThat(
            seen(
                section,
                0,
                "State : clean, degraded, recovering\nUUID : 1f2e3d4c:5b6a7988:01234567:89abcdef"))
        .isEqualTo("up: the array is degraded, recovering");
    assertThat(seen(section, 0, "State : clean\nUUID : 00000000:5b6a7988:01234567:89abcdef"))
        .isEqualTo(
            "warn: /dev/md/x is the array 00000000:5b6a7988:01234567:89abcdef, not"
                + " 1f2e3d4c:5b6a7988:01234567:89abcdef");
  }

  @Test
  void anArrayThatWasAssembledUnderAnotherNameIsFoundByItsUuid() throws Exception {
    String uuid = "1f2e3d4c:5b6a7988:01234567:89abcdef";
    String[] state = {"clean"};
    runner.answers =
        argv -> {
          state[0] = argv.equals("mdadm --stop /dev/md127") ? "" : state[0];
          boolean up = !state[0].isEmpty();
          return switch (argv) {
            case SCAN ->
                Answer.of(0, up ? "ARRAY /dev/md127 metadata=1.2 name=lab9:x UUID=" + uuid : "");
            case "mdadm --detail /dev/md127" ->
                up
                    ? Answer.of(0, "State : clean\nUUID : " + uuid)
                    : Answer.of(1, "No such file or directory");
            case "mdadm --stop /dev/md127" -> Answer.of(0, "");
            default -> Answer.of(1, "mdadm: cannot open it: No such file or directory");
          };
        };
    Driver array = lab.driver("[disk#0]\ntype = md\nuuid = " + uuid + "\n");

    assertThat(array.status()).isEqualTo(Observed.UP.provisioned(true)).isEqualTo(array.glance());
    lab.stop(array);

    assertThat(runner.argvs()).contains("mdadm --stop /dev/md127");
    assertThat(array.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void aReplicaThatWasOffMustFindItsPeerBeforeItIsPrimary() throws Exception {
    String[] state = {"r0: No such resource", "lab2 connection:Connecting"};
    runner.answers =
        argv -> {
          boolean up = argv.equals("drbdadm up r0");
          state[0] = argv.equals("drbdadm down r0") ? "r0: No such resource" : state[0];
          state[0] = up ? "r0 role:Secondary\n  disk:UpToDate\n  " + state[1] : state[0];
          return Answer.of(
              argv.equals("drbdadm status r0") && state[0].startsWith("r0:") ? 10 : 0, state[0]);
        };
    Exclusive disk = (Exclusive) lab.driver("[disk#0]\ntype = drbd\nres = r0\n");

    assertThatThrownBy(() -> disk.checkFree(lab.step(Duration.ofMillis(700))))
        .isInstanceOf(StepFailed.class)
        .hasMessage("r0 was off and finds no lab2: what is on it may be old");
    assertThat(runner.argvs()).as("asked again by the next start").contains("drbdadm down r0");
    state[0] = "r0 role:Secondary\n  disk:UpToDate\n  lab2 connection:Connecting";
    disk.checkFree(lab.step());
    state[0] = "r0: No such resource";
    state[1] = "lab2 role:Secondary\n    peer-disk:UpToDate";
    disk.checkFree(lab.step());
    state[0] = "r0 role:Secondary\n  disk:UpToDate\n  lab2 role:Primary\n    peer-disk:UpToDate";
    assertThatThrownBy(() -> disk.checkFree(lab.step()))
        .hasMessage("r0 is primary on lab2: stop it there first");
    assertThat(runner.argvs()).doesNotContain("drbdadm primary r0");
  }

  @Test
  void whatAilsAReplicationIsTold() throws Exception {
    String section = "[disk#0]\ntype = drbd\nres = r0\n";

    assertThat(seen(section, 0, "r0 role:Primary\n  disk:UpToDate\n  lab2 connection:Connecting"))
        .isEqualTo("up: connection is Connecting");
    assertThat(
            seen(
                section,
                0,
                "r0 role:Primary\n  disk:UpToDate\n  lab2 role:Secondary\n    replication:SyncSource peer-disk:Inconsistent done:12.50"))
        .isEqualTo("up: replication is SyncSource, peer-disk is Inconsistent");
    assertThat(seen(section, 10, "r0: No such resource"))
        .isEqualTo("down: not configured in the kernel: nothing is replicated here");
    assertThatThrownBy(() -> seen(section, 1, "'r0' not defined in your config (for this host)."))
        .hasMessageContaining("drbdadm status r0 ended with 1: 'r0' not defined");
  }

  @Test
  void whatAContainerFindsInItsEnvironmentStandsInNoArgv() throws Exception {
    says(DOCKER_PS, "");

    Driver driver =
        lab.driver(
            "[container#0]\ntype = docker\nimage = a\nname = web\n"
                + "environment = DB_PASSWORD=sea MODE=calm\n");
    LabStep step = lab.dry();
    driver.start(step);

    assertThat(step.lines)
        .containsExactly("info: docker run --detach --name web --env DB_PASSWORD --env MODE a");
    assertThat(runner.asked.get(1).environment()).containsEntry("DB_PASSWORD", "sea");
    assertThat(runner.asked.get(1).secrets()).containsExactly("sea");
  }

  private String seen(String section, int exit, String output) throws Exception {
    runner.answers = argv -> Answer.of(exit, output);
    Observed seen = lab.driver(section).status();
    return seen.status().wire() + ": " + (seen.log().isEmpty() ? "" : seen.log().get(0).text());
  }

  private void says(String look, String output) {
    runner.answers = argv -> argv.equals(look) ? Answer.of(0, output) : null;
  }

  private static String engine() {
    return "[container#0]\ntype = docker\nimage = a\nname = web\n";
  }

  private static String machine(String type) {
    return "[container#0]\ntype = " + type + "\nname = db1\n";
  }
}
