package io.vigie.agent.daemon;

import io.vigie.agent.action.ActionEngine;
import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.ActionResult;
import io.vigie.agent.action.Resource;
import io.vigie.agent.action.Subject;
import io.vigie.agent.action.Verb;
import io.vigie.agent.command.Catalogue;
import io.vigie.agent.driver.sync.Sync;
import io.vigie.agent.driver.sync.Target;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the copies that are due, all of a service in one action. A node that does not serve lets
 * them pass without a word: the one that serves makes them. One that may serve, of which something
 * is up or cannot be told, owes them until that is clear.
 */
final class SyncRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncRounds.class);
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** Later than that it was missed. */
  private static final Duration ON_TIME = Duration.ofMinutes(2);

  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);

  private static final Set<String> COPYING =
      Set.of(Verb.SYNCALL.word(), Verb.SYNCDRP.word(), Verb.SYNCNODES.word());

  private final Catalogue catalogue;
  private final ActionEngine engine;
  private final Consumer<String> acted;
  private final Consumer<Event> said;
  private final Executor workers;
  private final Clock clock;
  private final Map<Key, Plan> plans = new HashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
  private long looked;
  private boolean begun;
  private volatile boolean closed;

  /**
   * @param workers as many threads as copies may go on at once
   */
  SyncRounds(
      Catalogue catalogue,
      ActionEngine engine,
      Consumer<String> acted,
      Consumer<Event> said,
      Executor workers,
      Clock clock) {
    this.catalogue = catalogue;
    this.engine = engine;
    this.acted = acted;
    this.said = said;
    this.workers = workers;
    this.clock = clock;
  }

  private record Key(String service, Rid rid) {}

  /**
   * @param due null for never
   */
  private record Plan(String schedule, Instant due) {}

  /**
   * @param now monotonic, nanoseconds
   */
  void tick(long now) {
    if (begun && now - looked < LOOK_NANOS) {
      return;
    }
    begun = true;
    looked = now;
    Set<Key> present = new HashSet<>();
    catalogue
        .present()
        .forEach(
            each ->
                catalogue
                    .subject(each.id().service())
                    .ifPresent(subject -> look(subject, present)));
    plans.keySet().retainAll(present);
  }

  private void look(Subject subject, Set<Key> present) {
    String service = subject.id().service();
    Instant now = clock.instant();
    Map<Rid, Instant> due = new TreeMap<>();
    for (Resource each : subject.resources()) {
      if (each.driver() instanceof Sync sync) {
        Key key = new Key(service, each.rid());
        present.add(key);
        Plan plan = plan(key, sync, now);
        if (plan.due() != null && !plan.due().isAfter(now)) {
          due.put(each.rid(), plan.due());
        }
      }
    }
    Instant earliest = notBefore.getOrDefault(service, Instant.MIN);
    if (!due.isEmpty() && !now.isBefore(earliest) && busy.add(service)) {
      due.keySet().forEach(each -> plans.remove(new Key(service, each)));
      workers.execute(() -> begin(subject, due));
    }
  }

  private Plan plan(Key key, Sync sync, Instant now) {
    String schedule = sync.timing().schedule().text();
    Plan plan = plans.get(key);
    // while it is worked at, what it has done is not known yet
    if (plan == null && busy.contains(key.service())) {
      return new Plan(schedule, null);
    }
    if (plan == null || !plan.schedule().equals(schedule)) {
      plan = new Plan(schedule, sync.timing().next(since(key, sync, now)).orElse(null));
      plans.put(key, plan);
    }
    return plan;
  }

  /** From when on something may be due: a node that never looked has missed nothing. */
  private static Instant since(Key key, Sync sync, Instant now) {
    try {
      if (sync.stamps().lookedAt().isEmpty()) {
        sync.stamps().lookedAt(now);
      }
      return sync.stamps().lookedAt().orElse(now);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("sync", key).setCause(e).log("no stamp: what was missed is unknown");
      return now;
    }
  }

  private void begin(Subject subject, Map<Rid, Instant> due) {
    String service = subject.id().service();
    try {
      if (closed) {
        return;
      }
      String refusal = subject.refusesToSend();
      if (!refusal.isEmpty() && !subject.isClearlyPassive()) {
        LOG.atInfo().addKeyValue("service", service).log("copies wait: {}", refusal);
        notBefore.put(service, clock.instant().plus(AGAIN));
        return;
      }
      Set<Rid> wanted = new HashSet<>();
      for (Map.Entry<Rid, Instant> each : due.entrySet()) {
        Sync sync = sync(subject, each.getKey());
        boolean missed = each.getValue().plus(ON_TIME).isBefore(clock.instant());
        if (refusal.isEmpty() && missed && !sync.timing().catchesUp()) {
          report(subject, each.getKey(), sync, each.getValue());
        } else if (refusal.isEmpty()) {
          wanted.add(each.getKey());
        }
      }
      if (wanted.isEmpty() || act(subject, wanted)) {
        notBefore.remove(service);
        for (Rid each : due.keySet()) {
          sync(subject, each).stamps().lookedAt(clock.instant());
        }
      } else {
        notBefore.put(service, clock.instant().plus(AGAIN));
      }
    } catch (IOException | RuntimeException e) {
      notBefore.put(service, clock.instant().plus(AGAIN));
      LOG.atError().addKeyValue("service", service).setCause(e).log("copies that are due failed");
    } finally {
      busy.remove(service);
    }
  }

  /** Whether it was tried; false while something else goes on with the service. */
  private boolean act(Subject subject, Set<Rid> rids) {
    Verb verb = verb(subject, rids);
    String line =
        rids.stream().sorted().map(Rid::toString).collect(Collectors.joining(",", " --rid ", ""));
    String service = subject.id().service();
    ActionRequest request =
        ActionRequest.of(verb, ActionOrigin.SCHEDULER, "scheduler")
            .only(rids)
            // it is asked again a minute later anyway, and another may have this thread
            .waiting(Duration.ZERO)
            .as(verb.word() + ' ' + service + line);
    ActionResult result = engine.act(subject, request, each -> {});
    if (result instanceof ActionResult.Busy waiting) {
      LOG.atInfo().addKeyValue("service", service).log("copies wait: {}", waiting.reason());
      return false;
    }
    if (result instanceof ActionResult.Refused refused) {
      LOG.atInfo().addKeyValue("service", service).log("no copies: {}", refused.reason());
    }
    acted.accept(service);
    return true;
  }

  private static Verb verb(Subject subject, Set<Rid> rids) {
    Set<Boolean> kinds = new HashSet<>();
    for (Rid each : rids) {
      sync(subject, each).targets().forEach(target -> kinds.add(target.drp()));
    }
    return kinds.size() > 1 ? Verb.SYNCALL : kinds.contains(true) ? Verb.SYNCDRP : Verb.SYNCNODES;
  }

  private static Sync sync(Subject subject, Rid rid) {
    return (Sync) subject.resource(rid).orElseThrow().driver();
  }

  /** One result for each node that has no copy because of it. */
  private void report(Subject subject, Rid rid, Sync sync, Instant due) throws IOException {
    Instant now = clock.instant();
    String why = "missed: it was due at " + due + ", and missed = report";
    LOG.atWarn().addKeyValue("service", subject.id().service()).addKeyValue("rid", rid).log(why);
    for (Target each : sync.targets()) {
      String id = subject.id() + " " + rid + ' ' + each.node() + ' ' + due;
      said.accept(
          new SyncResult(
              UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
              subject.id(),
              rid,
              "",
              each.node(),
              now,
              now,
              ActionStatus.OFF,
              why,
              0,
              0,
              0,
              "",
              sync.stamps().sent(each).orElse(null),
              sync.timing().next(now).orElse(null),
              sync.timing().maxDelay().toSeconds(),
              null));
    }
  }

  /** Not one of people that those that are due wait for. */
  private static boolean isMine(ActionBegin action) {
    return action.origin() == ActionOrigin.SCHEDULER
        && action.pid() == ProcessHandle.current().pid()
        && COPYING.contains(action.action());
  }

  /** Begins nothing more, and ends what goes on: its snapshots would stay. */
  @Override
  public void close() {
    closed = true;
    for (String service : busy) {
      catalogue
          .subject(service)
          .filter(subject -> engine.running(service).filter(SyncRounds::isMine).isPresent())
          .ifPresent(
              subject ->
                  engine.act(
                      subject,
                      ActionRequest.of(Verb.ABORT, ActionOrigin.SCHEDULER, "the agent, which stops")
                          .waiting(LAST_PATIENCE),
                      each -> {}));
    }
  }
}
