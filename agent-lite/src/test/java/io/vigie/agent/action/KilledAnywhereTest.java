package io.vigie.agent.action;

import static io.vigie.agent.action.EngineBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Actions of all kinds, each in a process of its own that is killed at a point the seed chooses:
 * before or after any record, before or after any change. {@code -Dvigie.kills=200
 * -Dvigie.kills.seed=7} does more of it.
 */
class KilledAnywhereTest {
  private static final int KILLS = Integer.getInteger("vigie.kills", 24);
  private static final long SEED = Long.getLong("vigie.kills.seed", 42);
  private static final int POINTS = 40;
  private static final int POINTS_OF_A_MARK = 6;
  private static final String KILLED = "killed here";
  private static final String NEXT = "next ";

  private static final String GOOD =
      """
      [ip#0]
      [disk#0]
      made = true
      [subset#fs:a]
      parallel = true
      [fs#0]
      subset = a
      made = true
      pre_start = check
      [fs#1]
      subset = a
      start_requires = disk#0
      [app#0]
      [app#1]
      standby = true
      [task#0]
      """;

  private static final String BAD = GOOD + "[app#2]\ndoes = half\n";

  private static final List<Verb> VERBS =
      List.of(
          Verb.START,
          Verb.STOP,
          Verb.RESTART,
          Verb.STARTSTANDBY,
          Verb.PROVISION,
          Verb.UNPROVISION,
          Verb.RUN,
          Verb.DISABLE,
          Verb.ENABLE,
          Verb.FREEZE,
          Verb.THAW,
          Verb.CLEAR);

  @TempDir Path homes;

  /** Does one action, and kills itself at one point of it. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) {
      AtomicInteger left = new AtomicInteger(Integer.parseInt(args[3]));
      Runnable point =
          () -> {
            if (left.decrementAndGet() == 0) {
              die();
            }
          };
      EngineBench node =
          new EngineBench(
              Path.of(args[0]),
              event -> {
                System.out.println(NEXT + event.type());
                point.run();
                print(event);
                point.run();
              });
      node.drivers.point = point;
      node.act(ask(Verb.parse(args[2])), args[1]);
    }

    private static void print(Event event) {
      try {
        System.out.println(event.type() + " " + Json.MAPPER.writeValueAsString(event));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void die() {
      System.out.println(KILLED);
      try {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      while (true) {
        LockSupport.park();
      }
    }
  }

  @Test
  void whereverAnActionIsKilledItEndsOnceAndTheNextOnesMendWhatItLeft() throws IOException {
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      Random random = new Random(SEED + i);
      Verb verb = VERBS.get(random.nextInt(VERBS.size()));
      String service = random.nextInt(3) == 0 ? "bad" : "good";
      boolean up = verb.takesDown() || random.nextBoolean();
      int point = 1 + random.nextInt(verb.touches() ? POINTS : POINTS_OF_A_MARK);
      String what =
          "%s of %s, %s, killed at %d".formatted(verb, service, up ? "up" : "down", point);
      killed += kill(homes.resolve("n" + i), verb, service, up, point, what) ? 1 : 0;
    }
    assertThat(killed).as("others had ended by then").isGreaterThan(KILLS / 2);
  }

  private static boolean kill(
      Path home, Verb verb, String service, boolean up, int point, String what) throws IOException {
    EngineBench before = node(home);
    if (up) {
      before.act(ask(Verb.PROVISION).withoutRollback(), service);
    }
    JavaProcess victim =
        JavaProcess.start(
            Victim.class, Map.of(), home.toString(), service, verb.word(), Integer.toString(point));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !victim.isAlive());
    victim.kill();

    EngineBench after = node(home);
    after.engine.closeCut();
    assertThat(after.states.withAction()).as(what).isEmpty();
    assertFree(after, service, what);
    assertTold(victim.output(), after.journal, what);
    assertTrue(after, service, what);
    assertMended(after, service, what);
    return victim.output().contains(KILLED);
  }

  private static EngineBench node(Path home) {
    return new EngineBench(home).service("good", GOOD).service("bad", BAD);
  }

  private static void assertFree(EngineBench node, String service, String what) throws IOException {
    Optional<ServiceState.Held> lock = node.states.of(service).lock(Duration.ZERO);
    assertThat(lock).as(what).isPresent();
    lock.get().close();
  }

  /** Exactly one end of what began, no number of a line twice. */
  private static void assertTold(String output, List<Event> later, String what) throws IOException {
    List<ActionEnd> ends = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("ACTION_END ")) {
        ends.add(Json.MAPPER.readValue(line.substring(11), ActionEnd.class));
      } else if (line.startsWith("ACTION_LINE ")) {
        numbers.add(Json.MAPPER.readValue(line.substring(12), ActionLine.class).number());
      }
    }
    for (Event each : later) {
      if (each instanceof ActionEnd end) {
        ends.add(end);
      } else if (each instanceof ActionLine line) {
        numbers.add(line.number());
      }
    }
    boolean began = output.contains("ACTION_BEGIN");
    assertThat(ends.stream().distinct().count()).as(what).isBetween(began ? 1L : 0L, 1L);
    if (!output.contains(NEXT + "ACTION_END") && !later.isEmpty()) {
      assertThat(ends.get(0).status()).as(what).isEqualTo(ActionStatus.ERR);
      assertThat(later.get(0))
          .as(what)
          .isInstanceOfSatisfying(
              ActionLine.class, each -> assertThat(each.text()).startsWith("interrupted"));
    }
    assertThat(numbers).as(what).doesNotHaveDuplicates();
  }

  private static void assertTrue(EngineBench node, String service, String what) {
    node.look(service)
        .resources()
        .forEach(
            (rid, status) -> {
              boolean there = Files.exists(node.drivers.flag(service, rid.toString()));
              if (!status.disabled()) {
                assertThat(status.status())
                    .as(what + ": " + rid)
                    .isEqualTo(there ? Availability.UP : Availability.DOWN);
              }
            });
  }

  private static void assertMended(EngineBench node, String service, String what)
      throws IOException {
    node.act(Verb.ENABLE, service);
    node.act(Verb.THAW, service);
    node.act(Verb.CLEAR, service);
    if (service.equals("good")) {
      node.act(Verb.PROVISION, service);
      assertThat(node.look(service).avail()).as(what).isEqualTo(Availability.UP);
    }
    node.act(Verb.UNPROVISION, service);
    assertThat(node.look(service).monitor()).as(what).isEqualTo("idle");
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(node.drivers.flag(service, "").getParent())) {
      assertThat(left).as(what).isEmpty();
    }
  }
}
