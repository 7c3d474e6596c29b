package io.vigie.fleet;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The copies of data that services make of themselves: each hour at a minute of its own, on the
 * other nodes and, of some, on one at another site. Some are late, one fails.
 */
final class Copies {
  private static final String ACROSS = "drp";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long MOST_DELAY_SECONDS = 7_200;
  private static final int DAY = 24;

  /** Runs told of the past: a fleet of thousands has other things to say. */
  private static final int MOST_PAST = 4_000;

  private final World world;
  private final Timeline timeline;
  private final Acts acts;
  private final Random random;
  private final List<Sync> syncs = new ArrayList<>();

  /** Of each copy, by service, rid and target. */
  private final Map<String, Instant> good = new HashMap<>();

  /** What becomes of it. */
  private enum Habit {
    GOOD,
    /** Its schedule was forgotten. */
    STALLED,
    FAILING
  }

  /**
   * A sync resource of a service.
   *
   * @param minute of the hour it runs at
   * @param bytes about what it sends
   */
  private record Sync(SimService service, Rid rid, Habit habit, int minute, long bytes) {
    String key(String target) {
      return service.plan().name() + ' ' + rid + ' ' + target;
    }

    List<String> targets(SimInstance source) {
      List<String> nodes =
          rid.id().equals(ACROSS) ? service.plan().drpNodes() : service.plan().nodes();
      return nodes.stream().filter(node -> !node.equals(source.node().name())).toList();
    }
  }

  Copies(World world, Acts acts, Random random) {
    this.world = world;
    this.timeline = world.timeline();
    this.acts = acts;
    this.random = random;
    for (SimService service : world.services()) {
      for (Rid rid : service.instances().get(0).all(ResourceGroup.SYNC)) {
        add(service, rid);
      }
    }
  }

  private void add(SimService service, Rid rid) {
    int number = syncs.size();
    Habit habit = number % 40 == 11 ? Habit.FAILING : number % 20 == 4 ? Habit.STALLED : Habit.GOOD;
    long megabytes = 2 + (long) Math.pow(10, 3.6 * random.nextDouble());
    syncs.add(new Sync(service, rid, habit, random.nextInt(60), megabytes << 20));
  }

  /** A day of runs that were there before anybody looked. */
  void before() {
    long copies =
        syncs.stream()
            .mapToLong(sync -> sync.targets(sync.service().instances().get(0)).size())
            .sum();
    long runs = copies == 0 ? 0 : Math.min(DAY, MOST_PAST / copies);
    for (Sync sync : syncs) {
      SimInstance source = sync.service().active();
      if (source != null) {
        for (long ago = runs; ago > 0; ago--) {
          past(sync, source, last(sync, source).minus(HOUR.multipliedBy(ago - 1)), ago);
        }
        complain(sync, source);
      }
    }
  }

  private static Instant last(Sync sync, SimInstance source) {
    Instant now = source.node().clock().instant();
    Instant at = now.truncatedTo(ChronoUnit.HOURS).plusSeconds(60L * sync.minute());
    return at.isAfter(now.minusSeconds(300)) ? at.minus(HOUR) : at;
  }

  private void past(Sync sync, SimInstance source, Instant begin, long ago) {
    // what stalled ran last seven to ten hours ago, what fails went well an hour before
    if (sync.habit() == Habit.STALLED && ago < 7 + sync.minute() % 4) {
      return;
    }
    boolean fails = sync.habit() == Habit.FAILING && ago == 1;
    for (String target : sync.targets(source)) {
      Run run = run(sync, begin, fails);
      String named = sync.key(target) + ' ' + begin;
      String id = UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8)).toString();
      source.node().say(result(sync, source, target, id, "", run));
    }
  }

  private static void complain(Sync sync, SimInstance source) {
    if (sync.habit() != Habit.GOOD && !sync.targets(source).isEmpty()) {
      source.set(
          sync.rid(),
          Availability.WARN,
          LogLevel.WARN,
          sync.habit() == Habit.STALLED ? "last good run is older than 2 h" : "last run failed");
    }
  }

  /** Begins; it goes on by itself. */
  void begin() {
    for (Sync sync : syncs) {
      if (sync.habit() != Habit.STALLED) {
        Instant now = sync.service().instances().get(0).node().clock().instant();
        Duration into = Duration.between(now.truncatedTo(ChronoUnit.HOURS), now);
        Duration wait = Duration.ofMinutes(sync.minute()).minus(into);
        timeline.in(wait.isNegative() ? wait.plus(HOUR) : wait, () -> onSchedule(sync));
      }
    }
  }

  private void onSchedule(Sync sync) {
    if (sync.service().isCalm()) {
      run(sync);
    }
    timeline.in(HOUR, () -> onSchedule(sync));
  }

  /** Somebody copies a service to the other nodes now. */
  void now(SimService service) {
    syncs.stream()
        .filter(sync -> sync.service() == service && sync.habit() == Habit.GOOD)
        .filter(sync -> !sync.rid().id().equals(ACROSS))
        .forEach(this::run);
  }

  /** What was late or failed is run again, and goes well. */
  void mend(SimInstance instance, Rid rid) {
    syncs.stream()
        .filter(sync -> sync.service().instances().contains(instance) && sync.rid().equals(rid))
        .forEach(sync -> send(sync, instance, false));
  }

  /** All nodes run the schedule; only the one where the service is up has something to send. */
  private void run(Sync sync) {
    SimInstance active = sync.service().active();
    for (SimInstance instance : sync.service().instances()) {
      if (instance == active) {
        send(sync, instance, sync.habit() == Habit.FAILING);
      } else if (instance.node().isWell()) {
        acts.nothingToSend(instance, sync.rid(), verb(sync));
      }
    }
  }

  private static String verb(Sync sync) {
    return "sync" + sync.rid().id();
  }

  private void send(Sync sync, SimInstance source, boolean fails) {
    List<String> targets = sync.targets(source);
    if (targets.isEmpty()) {
      return;
    }
    Acts.Copying copying = acts.copying(source, sync.rid(), verb(sync));
    double at = 0;
    for (String target : targets) {
      Instant begin = source.node().clock().instant().plusMillis((long) (at * 1_000));
      Run run = run(sync, begin, fails);
      at += run.seconds();
      String id =
          UUID.nameUUIDFromBytes((sync.key(target) + begin).getBytes(StandardCharsets.UTF_8))
              .toString();
      timeline.in(
          at,
          () -> {
            copying.sent(target, run.files(), run.bytes(), run.seconds(), fails);
            source.node().say(result(sync, source, target, id, copying.id(), run));
          });
    }
    timeline.in(at + 0.2, () -> copying.end(fails));
  }

  /** One run to one target. */
  private record Run(Instant begin, double seconds, long files, long bytes, boolean failed) {
    Instant end() {
      return begin.plusMillis((long) (seconds * 1_000));
    }
  }

  private Run run(Sync sync, Instant begin, boolean fails) {
    double busy = 0.6 + 0.9 * random.nextDouble();
    long bytes = fails ? 0 : (long) (sync.bytes() * busy);
    double speed = (30 + random.nextInt(60)) * 1_048_576.0;
    return new Run(
        begin,
        fails ? 3 : 1 + Math.min(40, bytes / speed),
        fails ? 0 : 3 + bytes / 700_000,
        bytes,
        fails);
  }

  private SyncResult result(
      Sync sync, SimInstance source, String target, String id, String action, Run run) {
    Instant before = good.get(sync.key(target));
    if (!run.failed()) {
      good.put(sync.key(target), run.end());
    }
    return new SyncResult(
        id,
        source.id(),
        sync.rid(),
        action,
        target,
        run.begin(),
        run.end(),
        run.failed() ? ActionStatus.ERR : ActionStatus.OK,
        run.failed() ? "rsync: write failed on " + target + ": no space left on device (28)" : "",
        run.files(),
        run.bytes(),
        run.failed() ? 0 : (long) (run.bytes() / run.seconds()),
        sync.rid().id().equals(ACROSS) ? sync.service().plan().name() + "_sync_snap" : "",
        before,
        run.begin().plus(HOUR),
        MOST_DELAY_SECONDS,
        null);
  }
}
