package io.vigie.agent.driver.container;

import io.vigie.agent.config.Guest;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Task;
import io.vigie.agent.process.CommandRunner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The agents inside this node's containers; one answer of each serves all its resources. */
public final class Guests {
  private static final Duration WATCHED = Duration.ofSeconds(10);
  private static final Duration USUAL = Duration.ofSeconds(60);

  private final Map<Way, Inside> all = new ConcurrentHashMap<>();
  private final ExecutorService askers = Executors.newCachedThreadPool(Guests::asker);
  private final CommandRunner runner;

  public Guests(CommandRunner runner) {
    this.runner = runner;
  }

  /**
   * @param container its container's driver
   * @param there what the agent inside has for it: it knows what to call it, and is never run here
   */
  public Driver driver(
      ServiceDefinition service, ResourceDefinition resource, Driver container, Driver there) {
    Guest guest = resource.guest();
    Way way = Way.to(service, container(service, guest), guest);
    Inside inside = all.computeIfAbsent(way, each -> inside(service, each));
    String label = there.label() + " in " + guest.node();
    GuestResource made = new GuestResource(label, guest, container, inside);
    return there instanceof Task ? new GuestTask(made) : made;
  }

  public static ResourceDefinition container(ServiceDefinition service, Guest guest) {
    return service.resources().stream()
        .filter(each -> each.rid().equals(guest.container()))
        .findFirst()
        .orElseThrow();
  }

  private Inside inside(ServiceDefinition service, Way way) {
    boolean watched =
        service.resources().stream()
            .filter(each -> each.guest() != null && each.guest().node().equals(way.guest()))
            .anyMatch(ResourceDefinition::monitored);
    return new Inside(way, watched ? WATCHED : USUAL, runner, askers);
  }

  private static Thread asker(Runnable work) {
    Thread thread = new Thread(work, "vigie-guest");
    thread.setDaemon(true);
    return thread;
  }
}
