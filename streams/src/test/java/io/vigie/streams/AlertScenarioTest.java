package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Stamp;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A seeded fleet on which things go wrong: the streams and the oracle agree on every transition,
 * however often the streams are killed and agents send again what arrived before. More seeds:
 * {@code -Dseeds=50}, longer: {@code -Dseconds=3600}.
 */
class AlertScenarioTest {
  private static final int SECONDS = Integer.getInteger("seconds", 1_500);
  private static final Set<AlertMove> COMPARED =
      EnumSet.of(
          AlertMove.RAISED,
          AlertMove.FLAPPING,
          AlertMove.ESCALATED,
          AlertMove.HELD,
          AlertMove.RELEASED,
          AlertMove.RESOLVED);

  /** Of so many seconds one begins with a kill. */
  private static final int KILLED_EVERY = 40;

  @TempDir Path dir;
  @TempDir Path dirOfTheNext;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("seeds", 10));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theStreamsAndTheOracleAgreeOnEveryTransition(long seed) {
    agree(seed, Integer.MAX_VALUE);
  }

  static LongStream seedsOfKills() {
    return LongStream.rangeClosed(1, Integer.getInteger("seeds", 4));
  }

  @ParameterizedTest
  @MethodSource("seedsOfKills")
  void theyAgreeHoweverOftenTheStreamsAreKilled(long seed) {
    agree(seed, KILLED_EVERY);
  }

  private void agree(long seed, int killedEvery) {
    AlertOracle oracle = new AlertOracle();
    List<String> streams = new ArrayList<>();
    Random kills = new Random(seed);
    try (Fleet fleet = new Fleet(seed, new Spine(dir), oracle)) {
      for (int second = 0; second < SECONDS; second++) {
        if (kills.nextInt(killedEvery) == 0) {
          fleet.kill(dirOfTheNext);
          oracle.killed();
        }
        if (kills.nextInt(killedEvery) < 4) {
          fleet.sendAgain(kills);
        }
        fleet.second(second);
        fleet.spine.alerts().stream()
            .filter(alert -> COMPARED.contains(alert.move()))
            .map(AlertScenarioTest::line)
            .forEach(streams::add);
      }
    }

    assertThat(streams).hasSizeGreaterThan(20);
    assertThat(sorted(streams)).isEqualTo(sorted(oracle.transitions));
  }

  private static String line(Alert alert) {
    return (alert.at().toEpochMilli() - Spine.START.toEpochMilli())
        + " "
        + alert.alert()
        + " "
        + alert.episode()
        + "."
        + alert.occurrence()
        + " "
        + alert.state().wire()
        + " "
        + alert.severity().wire()
        + " "
        + (alert.heldBy() == null ? "" : alert.heldBy());
  }

  private static String sorted(List<String> lines) {
    return String.join("\n", lines.stream().sorted().toList());
  }

  /** Five nodes, eight services, and what happens to them. */
  static final class Fleet implements Wire, AutoCloseable {
    private static final int REMEMBERED = 3;

    private record Sent(Event event, Stamp stamp, Instant time) {}

    private final Random random;
    private final Map<String, Deque<Sent>> sent = new TreeMap<>();
    private Spine spine;
    private final AlertOracle oracle;
    private final List<Agent> agents = new ArrayList<>();
    private final boolean[] mute = new boolean[5];
    private final boolean[][] up = new boolean[8][5];
    private final boolean[][] warns = new boolean[8][5];
    private final String[] running = new String[8];
    private int actions;

    Fleet(long seed, Spine spine, AlertOracle oracle) {
      this.random = new Random(seed);
      this.spine = spine;
      this.oracle = oracle;
      for (int n = 0; n < 5; n++) {
        agents.add(new Agent(this, "n" + n).env(n < 3 ? "PRD" : "DEV"));
        oracle.node("n" + n, n < 3);
      }
      for (int s = 0; s < 8; s++) {
        oracle.service("s" + s, s % 2 == 0, flexMin(s));
        up[s][s % 5] = true;
        up[s][(s + 1) % 5] = flexMin(s) > 0;
      }
    }

    @Override
    public Instant now() {
      return spine.now();
    }

    @Override
    public void put(Event event, Stamp stamp, Instant time) {
      spine.put(event, stamp, time);
      Deque<Sent> last = sent.computeIfAbsent(event.key(), key -> new ArrayDeque<>());
      last.add(new Sent(event, stamp, time));
      if (last.size() > REMEMBERED) {
        last.remove();
      }
    }

    void kill(Path dirOfTheNext) {
      spine = spine.restarted(dirOfTheNext);
    }

    /** Agents cannot know what of their last records arrived. */
    void sendAgain(Random which) {
      for (Deque<Sent> last : sent.values()) {
        for (Sent old : last) {
          if (which.nextInt(8) == 0) {
            spine.put(old.event(), old.stamp(), old.time());
          }
        }
      }
    }

    @Override
    public void close() {
      spine.close();
    }

    private static int flexMin(int service) {
      return service >= 6 ? 2 : 0;
    }

    private long millis() {
      return now().toEpochMilli();
    }

    void second(int second) {
      for (int n = 0; n < 5; n++) {
        if (second % 10 == n && !mute[n]) {
          beat(n);
        }
      }
      if (second % 60 == 0) {
        for (int s = 0; s < 8; s++) {
          report(s, s % 5);
          report(s, (s + 1) % 5);
        }
      }
      if (second > 70 && random.nextInt(4) == 0) {
        happen(random.nextInt(8), random.nextInt(12));
      }
      spine.pulse();
      oracle.pulse(millis());
    }

    private void beat(int n) {
      agents.get(n).beat();
      oracle.beat(millis(), "n" + n);
    }

    private void report(int s, int n) {
      if (!mute[n]) {
        Agent agent = agents.get(n);
        Agent.StatusBuilder status = agent.status("s" + s).in(s % 2 == 0 ? "PRD" : "DEV");
        if (flexMin(s) > 0) {
          status.flex(flexMin(s), 0);
        }
        status.app(up[s][n] ? Availability.UP : Availability.DOWN);
        if (warns[s][n] && up[s][n]) {
          status.resource("sync#0", Availability.WARN);
        }
        agent.say(status.build());
        oracle.status(millis(), "s" + s, "n" + n, up[s][n], warns[s][n]);
      }
    }

    private void happen(int s, int what) {
      int n = (s + random.nextInt(2)) % 5;
      switch (what) {
        case 0, 1, 2, 3 -> {
          up[s][n] = !up[s][n];
          report(s, n);
        }
        case 4 -> {
          warns[s][n] = !warns[s][n];
          report(s, n);
        }
        case 5 -> {
          if (random.nextInt(4) == 0) {
            mute[n] = !mute[n];
          }
        }
        case 6 -> {
          if (random.nextInt(4) == 0 && !mute[n]) {
            agents.get(n).leaves(100);
            oracle.leaves(millis(), "n" + n, 100);
            mute[n] = true;
          }
        }
        case 7 -> {
          mute[n] = false;
          beat(n);
        }
        case 8, 9 -> act(s, n);
        case 10 -> {
          boolean failed = random.nextBoolean();
          agents.get(n).copies("s" + s, "t" + n, failed ? ActionStatus.ERR : ActionStatus.OK, 0);
          oracle.copied(millis(), "s" + s, "t" + n, failed);
        }
        default -> {
          if (random.nextInt(8) == 0) {
            // the broker is away
            spine.pause(20_000 + random.nextInt(600_000));
          }
        }
      }
    }

    private void act(int s, int n) {
      if (running[s] == null) {
        running[s] = "a" + ++actions;
        agents.get(n).begins("s" + s, "start", running[s]);
        oracle.begins(millis(), "s" + s, running[s]);
      } else {
        boolean failed = random.nextBoolean();
        String id = running[s];
        running[s] = null;
        ActionStatus status = failed ? ActionStatus.ERR : ActionStatus.OK;
        agents.get(n).ends("s" + s, "start", id, status);
        oracle.ends(millis(), "s" + s, "n" + n, "start", id, failed);
      }
    }
  }
}
