package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.ActionResult;
import io.vigie.agent.action.Verb;
import io.vigie.agent.daemon.LocalNode;
import io.vigie.agent.driver.sync.Environment;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.JavaProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real copies by ssh to nodes of their own; root's alone. */
class RealSyncTest {
  private static final Path RECEIVED = Path.of("/srv/vigie-target");
  private static final SystemRunner RUNNER = new SystemRunner();

  private static final int KILLS = Integer.getInteger("vigie.sync.kills", 2);
  private static final long SEED = Long.getLong("vigie.sync.seed", 5);

  @TempDir static Path place;
  private static SyncNet net;
  private static String one;
  private static String two;

  @TempDir Path home;

  private final List<Event> journal = new CopyOnWriteArrayList<>();
  private LocalNode node;
  private Path source;

  @BeforeAll
  static void layNetwork() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may");
    assumeTrue(SyncNet.isPossible(), "not run: rsync, openssh-server or networks are missing");
    net = new SyncNet(place);
    one = net.node();
    two = net.node();
  }

  @AfterAll
  static void takeNetworkAway() {
    if (net != null) {
      net.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    source = Files.createDirectories(home.resolve("data"));
    for (String each : List.of(one, two)) {
      empty(net.target(each));
      empty(net.var(each));
    }
    empty(net.var());
    Environment.tell(net.var(), "TST");
    Files.createDirectories(home.resolve("services"));
    node = SyncVictim.node(home, net.var(), journal::add);
  }

  @AfterEach
  void close() throws IOException {
    act(Verb.STOP);
    assertThat(snapshotsNoted()).as("no snapshot is noted after it").isEmpty();
    assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain("snapshots/at");
    node.close();
  }

  private List<Path> snapshotsNoted() throws IOException {
    Path noted = net.var().resolve("snapshots");
    if (!Files.exists(noted)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(noted)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private void service(String sync) throws IOException {
    service("TST", sync);
  }

  private void service(String env, String sync) throws IOException {
    write(
        "nodes = n1 " + one + ' ' + two + "\nenv = " + env,
        "type = rsync\ndst = " + RECEIVED + "/\n" + sync);
  }

  private void write(String general, String sync) throws IOException {
    Files.writeString(
        home.resolve("services/web.conf"),
        "[DEFAULT]\n"
            + general
            + "\n[fs#0]\ntype = flag\n[sync#data]\ntarget = nodes\n"
            + net.keywords()
            + sync);
    act(Verb.START);
    journal.clear();
  }

  private ActionStatus act(Verb verb) {
    if (node.instances().subject("web").isEmpty()) {
      return null;
    }
    ActionResult result =
        node.engine()
            .act(
                node.instances().subject("web").orElseThrow(),
                ActionRequest.of(verb, ActionOrigin.USER, "root"),
                line -> {});
    return ((ActionResult.Ended) result).status();
  }

  private List<SyncResult> results() {
    return journal.stream()
        .filter(SyncResult.class::isInstance)
        .map(SyncResult.class::cast)
        .toList();
  }

  private List<String> told() {
    return results().stream().map(each -> each.target() + ' ' + each.status().wire()).toList();
  }

  private void files(Path where, int many) throws IOException {
    for (int i = 0; i < many; i++) {
      Path file = where.resolve("d" + i % 7).resolve("f" + i);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "file " + i + '\n');
    }
  }

  /** Names and contents of all files below, but for those of a snapshot that stays. */
  private static Map<String, String> content(Path directory) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      Stream<Path> own = files.filter(each -> !each.toString().contains("/.vigie:"));
      for (Path each : own.filter(Files::isRegularFile).toList()) {
        all.put(directory.relativize(each).toString(), Files.readString(each));
      }
    }
    return all;
  }

  private static void empty(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException e) throws IOException {
            if (!each.equals(directory)) {
              Files.delete(each);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void filesGoToEveryNodeAndBothSidesKnowOfWhichMomentTheyAre() throws Exception {
    files(source, 500);
    service("src = " + source + "/\n");
    Instant before = Instant.now();

    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);

    assertThat(told()).containsExactly(one + " ok", two + " ok");
    assertThat(results()).allMatch(each -> each.files() == 500 && each.bytes() > 5000);
    assertThat(content(net.target(one))).hasSize(500).isEqualTo(content(source));
    assertThat(content(net.target(two))).isEqualTo(content(source));
    for (String each : List.of(one, two)) {
      String here = Files.readString(net.var().resolve("syncs/web/sync#data/sent." + each));
      String there = Files.readString(net.var(each).resolve("syncs/web/sync#data/received"));
      assertThat(there).startsWith(here.strip());
      assertThat(Instant.parse(here.strip())).isBetween(before.minusSeconds(1), Instant.now());
    }

    journal.clear();
    Files.writeString(source.resolve("d1/f1"), "changed");
    Files.delete(source.resolve("d2/f2"));
    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);
    assertThat(results()).allMatch(each -> each.files() == 1 && each.lastGoodBefore() != null);
    assertThat(content(net.target(one))).hasSize(499).isEqualTo(content(source));
  }

  @Test
  void aNodeThatDoesNotServeMovesNothing() throws Exception {
    files(source, 5);
    service("src = " + source + "/\n");
    act(Verb.STOP);

    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OFF);

    assertThat(told()).containsExactly(one + " off", two + " off");
    assertThat(content(net.target(one))).isEmpty();
    assertThat(net.var(one)).isEmptyDirectory();
  }

  @Test
  void nothingIsCopiedOverANodeOfProductionFromOneThatIsNot() throws Exception {
    files(source, 5);
    Environment.tell(net.var(one), "PRD");
    service("src = " + source + "/\n");

    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);

    assertThat(told()).containsExactly(one + " off", two + " ok");
    assertThat(content(net.target(one))).isEmpty();
    assertThat(content(net.target(two))).hasSize(5);
  }

  @Test
  void whatIsNotMountedOnTheOtherNodeReceivesNothing() throws Exception {
    files(source, 5);
    service("src = " + source + "/\ndstfs = /srv/vigie-target/not\n");

    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);

    assertThat(told()).containsExactly(one + " err", two + " err");
    assertThat(results().get(0).skipReason())
        .isEqualTo("/srv/vigie-target/not is not mounted on " + one + ": nothing was sent");
    assertThat(net.target(one)).isEmptyDirectory();
  }

  @Test
  void anEmptySourceEmptiesNobody() throws Exception {
    files(net.target(one), 5);
    service("src = " + source + "/\n");

    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);

    assertThat(results().get(0).skipReason()).startsWith(source + " is empty: nothing was sent");
    assertThat(content(net.target(one))).hasSize(5);
  }

  @Test
  void patternsNameWhatIsCopied() throws Exception {
    files(source, 14);
    Files.createDirectories(source.resolve("other"));
    service("src = " + source + "/d[0-2]\nexclude = f1 f9\n");

    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);

    assertThat(content(net.target(one)).keySet())
        .containsExactly("d0/f0", "d0/f7", "d1/f8", "d2/f2");
    assertThat(net.target(one).resolve("other")).doesNotExist();
  }

  @Test
  void aNodeThatIsAwayFailsAloneAlsoInTheMidstOfACopy() throws Exception {
    Files.write(source.resolve("big"), new byte[3 << 20]);
    service("src = " + source + "/\nbwlimit = 1m\n");
    CompletableFuture<ActionStatus> copying =
        CompletableFuture.supplyAsync(() -> act(Verb.SYNCNODES));
    try {
      await().until(() -> isBeingWritten(net.target(one)));
      net.cut(one);
      assertThat(copying.get()).isEqualTo(ActionStatus.ERR);
    } finally {
      net.mend(one);
    }

    assertThat(told()).containsExactly(one + " err", two + " ok");
    assertThat(net.var().resolve("syncs/web/sync#data/sent." + one)).doesNotExist();
    assertThat(content(net.target(one)).keySet()).doesNotContain("big");
  }

  private static boolean isBeingWritten(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.anyMatch(each -> each.getFileName().toString().startsWith(".big"));
    }
  }

  /** The rsync that sends to the first node. */
  private static ProcessHandle sender() {
    return await().until(() -> sender(one).orElse(null), Objects::nonNull);
  }

  private static Optional<ProcessHandle> anySender() {
    return sender(one).or(() -> sender(two));
  }

  private static Optional<ProcessHandle> sender(String to) {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().command().orElse("").endsWith("/rsync"))
        .filter(
            each ->
                List.of(each.info().arguments().orElse(new String[0]))
                    .contains(to + ":" + RECEIVED + "/"))
        .findFirst();
  }

  @Test
  void aKilledRsyncIsAFailureOfItsNodeAlone() throws Exception {
    Files.write(source.resolve("big"), new byte[2 << 20]);
    service("src = " + source + "/\nbwlimit = 1m\n");
    CompletableFuture<ActionStatus> copying =
        CompletableFuture.supplyAsync(() -> act(Verb.SYNCNODES));
    sender().destroyForcibly();

    assertThat(copying.get()).isEqualTo(ActionStatus.ERR);

    assertThat(told()).containsExactly(one + " err", two + " ok");
  }

  @Test
  void aCopyIsOfTheMomentOfItsSnapshotWhateverChangesMeanwhile() throws Exception {
    try (Volume volume = new Volume("btrfs", 120)) {
      Path subvolume = volume.point.resolve("web");
      net.must("btrfs", "subvolume", "create", subvolume.toString());
      files(subvolume, 200);
      Files.write(subvolume.resolve("big"), new byte[3 << 20]);
      Files.writeString(subvolume.resolve("last"), "before");
      Map<String, String> then = content(subvolume);
      service("src = " + subvolume + "/\nsnap = true\nbwlimit = 2m\n");
      CompletableFuture<ActionStatus> copying =
          CompletableFuture.supplyAsync(() -> act(Verb.SYNCNODES));
      sender();
      Files.writeString(subvolume.resolve("last"), "after");
      Files.delete(subvolume.resolve("d3/f3"));

      assertThat(copying.get()).isEqualTo(ActionStatus.OK);

      assertThat(content(net.target(one))).isEqualTo(then);
      assertThat(content(net.target(two))).isEqualTo(then);
      assertThat(results().get(0).snapshot()).isEqualTo("btrfs snapshot of " + subvolume);
      assertThat(subvolume.toFile().list()).noneMatch(each -> each.startsWith(".vigie"));
    }
  }

  @Test
  void anImageIsCopiedUnderAFreezeWhereNothingElseGives() throws Exception {
    try (Volume volume = new Volume("ext4", 16)) {
      files(volume.point, 20);
      service("src = " + volume.point + "\nsnap = true\n");

      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);

      String name = volume.point.getFileName().toString();
      assertThat(content(net.target(one).resolve(name))).hasSize(20);
      assertThat(results().get(0).snapshot())
          .isEqualTo("image copied under fsfreeze of " + volume.image);
      Files.writeString(volume.point.resolve("thawed"), "yes");
      assertThat(home.toFile().list()).noneMatch(each -> each.contains("vigie-"));
    }
  }

  @Test
  void whatIsNotWholeIsRefused() throws Exception {
    files(source, 5);
    files(net.target(one), 7);
    service("src = " + source + "/ " + home.resolve("gone") + "/\n");
    assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);
    assertThat(results().get(0).skipReason())
        .isEqualTo("there is nothing of " + home.resolve("gone") + "/: nothing was sent");

    try (Volume volume = new Volume("ext4", 16)) {
      files(volume.point, 3);
      service("src = " + source + "/ " + volume.point + "/\n");
      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);
      assertThat(results().get(0).skipReason()).contains("lies on another filesystem than");

      service("src = " + home + "/\nsnap = true\n");
      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);
      assertThat(journal.toString()).contains(volume.point + " is mounted in " + home);

      Path bound = Files.createDirectories(home.resolve("bound"));
      net.must("mount", "--bind", volume.at("d1"), bound.toString());
      try {
        service("src = " + bound + "/\nsnap = true\n");
        assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);
        assertThat(journal.toString()).contains("shows only /d1 of its filesystem");
      } finally {
        net.must("umount", bound.toString());
      }
    }
    assertThat(content(net.target(one))).hasSize(7);
  }

  @Test
  void aFilesystemThatAKilledActionLeftFrozenIsThawed() throws Exception {
    try (Volume volume = new Volume("ext4", 16)) {
      files(volume.point, 5);
      Files.createDirectories(net.var().resolve("snapshots"));
      Files.writeString(
          net.var().resolve("snapshots/web"),
          String.join(
                  "\t", "IMAGE", volume.image.toString(), volume.at(""), "vigie-left", "/nowhere")
              + '\n');
      service("src = " + volume.point + "/\nsnap = true\n");
      net.must("fsfreeze", "--freeze", volume.at(""));
      try {
        assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);
      } finally {
        boolean frozen = RUNNER.run(Command.of("fsfreeze", "--unfreeze", volume.at(""))).ok();
        assertThat(frozen).as("still frozen").isFalse();
      }
    }
  }

  @Test
  void aSnapshotThatVanishedEmptiesNobody() throws Exception {
    try (Volume volume = new Volume("ext4", 16)) {
      files(volume.point, 20);
      files(net.target(two), 7);
      service("src = " + volume.point + "/\nsnap = true\nexclude = none\nbwlimit = 1m\n");
      Files.write(volume.point.resolve("big"), new byte[2 << 20]);
      CompletableFuture<ActionStatus> copying =
          CompletableFuture.supplyAsync(() -> act(Verb.SYNCNODES));
      sender();
      Path at = net.var().resolve("snapshots/at");
      for (String each : at.toFile().list()) {
        net.must("umount", "--lazy", at.resolve(each).toString());
      }

      assertThat(copying.get()).isEqualTo(ActionStatus.ERR);

      assertThat(told().get(1)).isEqualTo(two + " err");
      assertThat(results().get(1).skipReason()).endsWith("has vanished: nothing was sent");
      assertThat(content(net.target(two))).hasSize(7);
    }
  }

  @Test
  void whatAnActionThatDiedLeftIsRemovedByTheNextAndNothingElse() throws Exception {
    try (Volume volume = new Volume("btrfs", 120)) {
      files(volume.point, 5);
      net.must("btrfs", "subvolume", "snapshot", "-r", volume.point.toString(), volume.at(".mine"));
      String left = ".vigie-0123456789ab-0";
      net.must("btrfs", "subvolume", "snapshot", "-r", volume.point.toString(), volume.at(left));
      Files.createDirectories(net.var().resolve("snapshots"));
      Files.writeString(
          net.var().resolve("snapshots/web"),
          String.join("\t", "BTRFS", volume.at(""), volume.at(""), left, "/nowhere") + '\n');
      service("src = " + volume.point + "/\nsnap = true\n");

      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);

      assertThat(volume.point.toFile().list()).contains(".mine").doesNotContain(left);
    }
  }

  @Test
  void aDiskThatIsFullThereIsAFailureThereAlone() throws Exception {
    Files.write(source.resolve("big"), new byte[2 << 20]);
    service("src = " + source + "/\n");
    // what is mounted by a node in its own view is not seen here, nor the other way round
    net.on(one, "mount -t tmpfs -o size=1m none " + RECEIVED);
    try {
      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);
      assertThat(told()).containsExactly(one + " err", two + " ok");
      assertThat(results().get(0).skipReason())
          .startsWith("rsync ended with 11")
          .endsWith("is a disk full?)");
    } finally {
      net.on(one, "umount " + RECEIVED);
    }
  }

  @Test
  void aSubvolumeIsSentAndFromThenOnWhatChanged() throws Exception {
    Path there = image("there", "btrfs", 160);
    net.on(one, "mount -o loop " + there + ' ' + RECEIVED);
    try (Volume volume = new Volume("btrfs", 160)) {
      Path web = volume.point.resolve("web");
      net.must("btrfs", "subvolume", "create", web.toString());
      files(web, 50);
      Files.write(web.resolve("big"), new byte[1 << 20]);
      write(
          "nodes = n1 " + one,
          "type = btrfs\nsrc = "
              + web
              + "\ndst = "
              + RECEIVED
              + "/web\ndstfs = "
              + RECEIVED
              + '\n');

      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);
      assertThat(content(net.seen(one).resolve("web"))).isEqualTo(content(web));
      Files.writeString(web.resolve("d1/f1"), "changed");
      Files.delete(web.resolve("d2/f2"));
      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.OK);

      assertThat(content(net.seen(one).resolve("web"))).hasSize(50).isEqualTo(content(web));
      assertThat(results().get(0).bytes()).isGreaterThan(1 << 20);
      assertThat(results().get(1).bytes()).isBetween(1L, 10_000L);
      assertThat(results().get(1).snapshot()).isEqualTo("btrfs snapshot of " + web);
      assertThat(web.toFile().list()).filteredOn(each -> each.startsWith(".vigie:")).hasSize(1);
      assertThat(net.seen(one).toFile().list())
          .hasSize(2)
          .filteredOn(each -> each.startsWith(".vigie:web:data:"))
          .hasSize(1);

      empty(net.var(one));
      assertThat(act(Verb.SYNCNODES)).isEqualTo(ActionStatus.ERR);
      assertThat(results().get(2).skipReason())
          .isEqualTo(RECEIVED + "/web is there, and no copy of this agent made it on " + one);
      assertThat(content(net.seen(one).resolve("web"))).hasSize(50);
    } finally {
      net.on(one, "umount " + RECEIVED);
    }
  }

  private Path image(String name, String type, int megabytes) throws IOException {
    Path image = home.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) megabytes << 20);
    }
    CommandResult made = RUNNER.run(Command.of("mkfs." + type, "-q", image.toString()));
    assumeTrue(made.ok(), "not run: " + made.explain());
    return image;
  }

  /**
   * {@code -Dvigie.sync.kills=100} does more of it: an agent that copies is killed, or its rsync,
   * while all files are written over again and again in the same order.
   */
  @Test
  void whateverIsKilledWheneverTheNextCopyIsOfOneMomentAndEachIsToldOfOnce() throws Exception {
    try (Volume volume = new Volume("btrfs", 160);
        Rewriting writer = new Rewriting(volume.point)) {
      writer.begin();
      service("src = " + volume.point + "/\nsnap = true\nbwlimit = 1m\n");
      for (int i = 0; i < KILLS; i++) {
        Random random = new Random(SEED + i);
        boolean agent = random.nextInt(3) > 0;
        String what = (agent ? "agent" : "rsync") + " killed in round " + i;
        journal.clear();
        JavaProcess victim =
            JavaProcess.start(SyncVictim.class, Map.of(), home.toString(), net.var().toString());
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> victim.output().contains(SyncVictim.BEGAN));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(2_500)).toNanos());
        if (agent) {
          victim.kill();
        } else {
          anySender().ifPresent(ProcessHandle::destroyForcibly);
          await().atMost(Duration.ofSeconds(60)).until(() -> !victim.isAlive());
        }
        await().atMost(Duration.ofSeconds(60)).until(this::isClosed);
        List<SyncResult> results = new ArrayList<>(printed(victim.output()));
        results.addAll(results());
        assertThat(results.stream().map(SyncResult::id).distinct()).as(what).hasSize(2);
        assertThat(results.stream().map(SyncResult::target).distinct()).as(what).hasSize(2);

        assertThat(act(Verb.SYNCNODES)).as(what).isEqualTo(ActionStatus.OK);

        assertThat(Rewriting.isOneMoment(net.target(one))).as(what).isTrue();
        assertThat(Rewriting.isOneMoment(net.target(two))).as(what).isTrue();
        assertThat(volume.point.toFile().list()).as(what).noneMatch(each -> each.startsWith("."));
        assertThat(snapshotsNoted()).as(what).isEmpty();
      }
    }
  }

  /** Whether what the victim left is closed: a program it ran may have to end first. */
  private boolean isClosed() {
    node.engine().closeCut();
    return !Files.exists(net.var().resolve("services/web.action"));
  }

  private static List<SyncResult> printed(String output) throws IOException {
    List<SyncResult> results = new ArrayList<>();
    for (String line : output.lines().toList()) {
      // a kill may cut the last one
      if (line.startsWith(SyncVictim.RESULT) && line.endsWith("}")) {
        String json = line.substring(SyncVictim.RESULT.length());
        results.add(Json.MAPPER.readValue(json, SyncResult.class));
      }
    }
    return results;
  }

  /** A filesystem of an image file. */
  private final class Volume implements AutoCloseable {
    final Path image = home.resolve("image");
    final Path point = home.resolve("volume");

    Volume(String type, int megabytes) throws IOException {
      image("image", type, megabytes);
      Files.createDirectories(point);
      net.must("mount", "-o", "loop", image.toString(), point.toString());
    }

    String at(String name) {
      return name.isEmpty() ? point.toString() : point.resolve(name).toString();
    }

    @Override
    public void close() {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> RUNNER.run(Command.of("umount", point.toString())).ok());
    }
  }
}
