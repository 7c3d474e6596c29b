package io.vigie.agent.service;

import io.vigie.agent.Instance;
import io.vigie.agent.Instances;
import io.vigie.agent.action.Subject;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what went down by itself started again, as often as its file says: what was seen up, on a
 * service that is not frozen and that nobody acts on or acted on since.
 */
public final class Restarts {
  private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);
  private static final long BETWEEN = Duration.ofSeconds(5).toNanos();
  private static final long STEADY = Duration.ofMinutes(5).toNanos();

  private final Map<String, Memory> services = new ConcurrentHashMap<>();
  private final Starter starter;
  private final LongSupplier clock;

  /** Starts resources of a service, aside. */
  @FunctionalInterface
  public interface Starter {
    /**
     * @param wanted asked just before: whether nobody acted on the service meanwhile
     * @param ended told when it has ended
     */
    void start(Subject subject, Set<Rid> rids, BooleanSupplier wanted, Runnable ended);
  }

  /**
   * @param clock monotonic, nanoseconds
   */
  public Restarts(Starter starter, LongSupplier clock) {
    this.starter = starter;
    this.clock = clock;
  }

  /** What is known of one service. */
  private static final class Memory {
    /** Grows with each action, so that a look begun before it counts for nothing. */
    int actions;

    boolean starting;

    /** Something is down that was started again a moment ago. */
    boolean waits;

    long tried;
    final Map<Rid, Long> upSince = new HashMap<>();
    final Set<Rid> wereUp = new HashSet<>();
    final Map<Rid, Integer> restarts = new HashMap<>();

    void forget() {
      waits = false;
      upSince.clear();
      wereUp.clear();
      restarts.clear();
    }
  }

  /** The services that this node speaks of, whose looks are followed. */
  public Instances following(LocalInstances all) {
    return new Instances() {
      private Map<LocalInstance, Instance> followed = Map.of();

      @Override
      public synchronized Collection<Instance> present() {
        Map<LocalInstance, Instance> now = new LinkedHashMap<>();
        for (LocalInstance each : all.told()) {
          Instance before = followed.get(each);
          now.put(each, before == null ? following(each) : before);
        }
        followed = now;
        return now.values();
      }

      @Override
      public long sign() {
        return all.sign();
      }
    };
  }

  /** The same instance, whose looks are followed. */
  Instance following(LocalInstance instance) {
    Memory memory = of(instance.id().service());
    return new Instance() {
      @Override
      public InstanceId id() {
        return instance.id();
      }

      @Override
      public InstanceStatus evaluate() {
        return seen(instance::evaluate);
      }

      @Override
      public boolean isMonitored() {
        return instance.isMonitored();
      }

      @Override
      public InstanceStatus monitor() {
        return seen(instance::monitor);
      }

      private InstanceStatus seen(Supplier<InstanceStatus> look) {
        int before = actions(memory);
        InstanceStatus seen = look.get();
        see(instance, seen, memory, before);
        return seen;
      }

      @Override
      public long sign() {
        return instance.sign() * 31 + (isDue(memory) ? 1 : 0);
      }

      @Override
      public ServiceConfig config() {
        return instance.config();
      }
    };
  }

  /** Whether one that may not be started at once again may be now. */
  private boolean isDue(Memory memory) {
    synchronized (memory) {
      return memory.waits && clock.getAsLong() - memory.tried >= BETWEEN;
    }
  }

  /** What is recorded of actions. */
  public void heard(Event event) {
    if (event instanceof ActionBegin begin && begin.origin() != ActionOrigin.MONITOR) {
      Memory memory = of(begin.instance().service());
      synchronized (memory) {
        memory.actions++;
        memory.forget();
      }
    }
  }

  private Memory of(String service) {
    return services.computeIfAbsent(service, each -> new Memory());
  }

  private static int actions(Memory memory) {
    synchronized (memory) {
      return memory.actions;
    }
  }

  private void see(LocalInstance instance, InstanceStatus seen, Memory memory, int before) {
    Set<Rid> wanted;
    synchronized (memory) {
      if (memory.actions != before || memory.starting) {
        return;
      }
      if (seen.frozen() || !seen.action().isEmpty()) {
        memory.forget();
        return;
      }
      wanted = wanted(instance, seen, memory);
      if (wanted.isEmpty()) {
        return;
      }
      memory.starting = true;
      memory.tried = clock.getAsLong();
    }
    starter.start(instance.subject(), wanted, () -> actions(memory) == before, () -> ended(memory));
  }

  private static void ended(Memory memory) {
    synchronized (memory) {
      memory.starting = false;
      memory.actions++;
    }
  }

  private Set<Rid> wanted(LocalInstance instance, InstanceStatus seen, Memory memory) {
    memory.waits = false;
    Set<Rid> wanted = new TreeSet<>();
    long now = clock.getAsLong();
    for (ResourceDefinition each : instance.definition().resources()) {
      ResourceStatus is = seen.resources().get(each.rid());
      if (each.restart() == 0 || is == null) {
        continue;
      }
      if (is.isUp()) {
        up(each.rid(), memory, now);
      } else if (is.effective() == Availability.DOWN || is.effective() == Availability.STDBY_DOWN) {
        down(instance.id(), each, memory, now, wanted);
      }
    }
    return wanted;
  }

  private static void up(Rid rid, Memory memory, long now) {
    memory.wereUp.add(rid);
    if (now - memory.upSince.computeIfAbsent(rid, each -> now) > STEADY) {
      memory.restarts.remove(rid);
    }
  }

  private static void down(
      InstanceId id, ResourceDefinition resource, Memory memory, long now, Set<Rid> wanted) {
    Rid rid = resource.rid();
    memory.upSince.remove(rid);
    int done = memory.restarts.getOrDefault(rid, 0);
    if (!memory.wereUp.contains(rid)) {
      return;
    }
    if (done > 0 && now - memory.tried < BETWEEN) {
      memory.waits = true;
      return;
    }
    if (done < resource.restart()) {
      memory.restarts.put(rid, done + 1);
      wanted.add(rid);
    } else {
      memory.wereUp.remove(rid);
      LOG.atWarn()
          .addKeyValue("service", id.serviceId())
          .addKeyValue("rid", rid)
          .addKeyValue("restarts", done)
          .log("down again, and left so");
    }
  }
}
