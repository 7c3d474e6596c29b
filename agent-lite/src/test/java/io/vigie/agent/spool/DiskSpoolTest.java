package io.vigie.agent.spool;

import static io.vigie.agent.spool.Samples.begin;
import static io.vigie.agent.spool.Samples.draft;
import static io.vigie.agent.spool.Samples.end;
import static io.vigie.agent.spool.Samples.heartbeat;
import static io.vigie.agent.spool.Samples.leaving;
import static io.vigie.agent.spool.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpoolTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
  private static final long NOON = Samples.NOON.getEpochSecond();
  private static final SpoolLimits SMALL = new SpoolLimits(20_000, 2_000, 4_096);

  @TempDir Path directory;

  @Test
  void eventsComeBackInTheOrderTheyWereSaid() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"), line("a", 0), line("a", 1), end("a"));
      assertThat(spool.take(10))
          .extracting(Entry::order, Entry::kind)
          .containsExactly(
              tuple(new Order(NOON, 1), Kind.BEGIN),
              tuple(new Order(NOON, 2), Kind.LINE),
              tuple(new Order(NOON, 3), Kind.LINE),
              tuple(new Order(NOON, 4), Kind.END));
    }
  }

  @Test
  void anEventIsItselfAgainAfterTheDisk() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, end("a"));
    }
    try (DiskSpool spool = keep()) {
      Entry entry = spool.take(1).get(0);
      assertThat(event(entry)).isEqualTo(end("a"));
      assertThat(entry.anchor()).isEqualTo("default/web");
    }
  }

  @Test
  void ofAStateOnlyTheLastWordIsKept() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, heartbeat("1"), begin("a"), heartbeat("2"), leaving(300), heartbeat("3"));
    }
    try (DiskSpool spool = keep()) {
      List<Entry> entries = spool.take(10);
      assertThat(entries).extracting(entry -> entry.order().seq()).containsExactly(2L, 4L, 5L);
      assertThat(((NodeHeartbeat) event(entries.get(2))).bootId()).isEqualTo("3");
    }
  }

  @Test
  void anEntryLeavesOnlyWhenItIsDone() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"), end("a"));
      List<Entry> taken = spool.take(10);
      spool.done(taken.get(0).order());
      assertThat(spool.take(10)).isEmpty();
    }
    try (DiskSpool spool = keep()) {
      assertThat(spool.take(10)).extracting(Entry::kind).containsExactly(Kind.END);
    }
  }

  @Test
  void anEntryHandedBackKeepsItsPlace() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"), line("a", 0), end("a"));
      List<Entry> taken = spool.take(2);
      spool.again(taken.get(0).order());
      spool.again(taken.get(1).order());
      assertThat(spool.take(10))
          .extracting(entry -> entry.order().seq())
          .containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void eachStartHasAGreaterEpochEvenWhenTheClockGoesBack() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"));
    }
    Clock yesterday = Clock.fixed(Samples.NOON.minusSeconds(86_400), ZoneOffset.UTC);
    try (DiskSpool spool = DiskSpool.keep(directory, SMALL, yesterday)) {
      append(spool, end("a"));
      assertThat(spool.take(10))
          .extracting(Entry::order)
          .containsExactly(new Order(NOON, 1), new Order(NOON + 1, 1));
    }
  }

  @Test
  void theInstallationKeepsItsId() throws IOException {
    String install;
    try (DiskSpool spool = keep()) {
      install = spool.install();
    }
    try (DiskSpool spool = keep()) {
      assertThat(spool.install()).isEqualTo(install).hasSize(16);
    }
  }

  @Test
  void aCommandBesideTheDaemonSharesOneOrder() throws IOException {
    try (DiskSpool daemon = keep()) {
      append(daemon, heartbeat("1"));
      try (DiskSpool command = join()) {
        append(command, begin("a"));
        append(daemon, heartbeat("2"));
        append(command, end("a"));
      }
      append(daemon, leaving(300));
      List<Entry> entries = daemon.take(10);
      assertThat(entries)
          .extracting(Entry::kind)
          .containsExactly(Kind.BEGIN, Kind.STATE, Kind.END, Kind.STATE);
      assertThat(entries).extracting(Entry::order).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void aCommandGoesOnInTheNewFileAfterTheDaemonRewroteIt() throws IOException {
    try (DiskSpool daemon = keep();
        DiskSpool command = join()) {
      append(command, begin("a"));
      for (int i = 0; i < 20; i++) {
        append(daemon, heartbeat("b" + i));
      }
      daemon.take(30).forEach(entry -> daemon.done(entry.order()));
      daemon.tend();
      long seq = 21;
      append(command, end("a"));
      daemon.tend();
      assertThat(daemon.take(10)).extracting(entry -> entry.order().seq()).containsExactly(seq + 1);
    }
  }

  @Test
  void aSecondDaemonIsRefused() throws IOException {
    try (DiskSpool first = keep()) {
      assertThatThrownBy(this::keep).hasMessageContaining("another agent is running");
      assertThat(first.stats().waiting()).isZero();
    }
  }

  @Test
  void whatIsDoneGivesItsRoomBack() throws IOException {
    try (DiskSpool spool = keep()) {
      for (int i = 0; i < 200; i++) {
        append(spool, line("a", i));
        if (i != 100) {
          List<Entry> taken = spool.take(10);
          taken.stream()
              .filter(entry -> entry.order().seq() != 101)
              .forEach(entry -> spool.done(entry.order()));
        }
        spool.tend();
      }
    }
    assertThat(Files.size(directory.resolve("spool.log"))).isLessThan(5_000);
    try (DiskSpool spool = keep()) {
      // what was done after the one that was not is handed out again: twice does no harm, never
      // does
      assertThat(spool.take(100)).extracting(DiskSpoolTest::event).startsWith(line("a", 100));
    }
  }

  @Test
  void overItsLimitItGivesUpStatesThenLinesAndNeverTheEndOfAnAction() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, heartbeat("1"), begin("a"));
      for (int i = 0; i < 30; i++) {
        append(spool, line("x", i), end("e" + i));
      }
      List<Entry> left = spool.take(1000);
      assertThat(left).extracting(Entry::kind).doesNotContain(Kind.STATE).contains(Kind.BEGIN);
      assertThat(left).filteredOn(entry -> entry.kind() == Kind.END).hasSize(30);
      assertThat(spool.stats().shed()).isGreaterThan(1);
    }
  }

  @Test
  void onlyItsOwnerReadsIt() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .endsWith("------");
    try (var files = Files.list(directory)) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void whatNoBrokerTakesIsSetAsideAndDoesNotReturn() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"), end("a"));
      Entry first = spool.take(1).get(0);
      spool.setAside(first, "too large");
      assertThat(directory.resolve("aside").resolve(first.order() + ".json"))
          .hasBinaryContent(first.value());
    }
    try (DiskSpool spool = keep()) {
      assertThat(spool.take(10)).extracting(Entry::kind).containsExactly(Kind.END);
    }
  }

  /** A kill at any byte of what was written, then a start. */
  @Test
  void cutAtAnyByteItReadsAllThatWasWholeAndGoesOn() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"), heartbeat("1"), line("a", 0), end("a"));
    }
    byte[] whole = Files.readAllBytes(directory.resolve("spool.log"));
    int[] read = new int[whole.length + 1];
    for (int length = 0; length <= whole.length; length++) {
      Files.write(
          directory.resolve("spool.log"),
          Arrays.copyOf(whole, length),
          StandardOpenOption.TRUNCATE_EXISTING);
      try (DiskSpool spool = keep()) {
        append(spool, end("after"));
        List<Entry> entries = spool.take(10);
        read[length] = entries.size() - 1;
        assertThat(entries).extracting(Entry::order).isSorted().doesNotHaveDuplicates();
        assertThat(event(entries.get(entries.size() - 1))).isEqualTo(end("after"));
      }
    }
    assertThat(read).startsWith(0).endsWith(4).isSorted();
  }

  @Test
  void aDamagedByteCostsNoEarlierRecord() throws IOException {
    try (DiskSpool spool = keep()) {
      append(spool, begin("a"), line("a", 0), end("a"));
    }
    byte[] whole = Files.readAllBytes(directory.resolve("spool.log"));
    whole[whole.length / 2] ^= 0x10;
    Files.write(directory.resolve("spool.log"), whole);
    try (DiskSpool spool = keep()) {
      assertThat(spool.take(10)).extracting(Entry::kind).startsWith(Kind.BEGIN).hasSizeLessThan(3);
    }
  }

  private DiskSpool keep() throws IOException {
    return DiskSpool.keep(directory.resolve("."), SMALL, CLOCK);
  }

  private DiskSpool join() throws IOException {
    return DiskSpool.join(directory, SMALL, CLOCK);
  }

  private static void append(Spool spool, Event... events) {
    for (Event event : events) {
      spool.append(draft(event));
    }
  }

  private static Event event(Entry entry) {
    return ((Decoded.Read) EventCodec.decode(entry.value())).envelope().data();
  }
}
