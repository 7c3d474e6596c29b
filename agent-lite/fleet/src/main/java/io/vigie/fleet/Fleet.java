package io.vigie.fleet;

import io.vigie.agent.transport.KafkaTransport;
import io.vigie.agent.transport.ProducerSettings;
import io.vigie.agent.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fleet that runs: one thread, one producer for all its agents.
 *
 * <pre>{@code
 * try (Fleet fleet = Fleet.start(FleetSettings.DEMO, "127.0.0.1:9092")) { … }
 * }</pre>
 */
public final class Fleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
  private static final long BUFFER_BYTES = 32L * 1024 * 1024;
  private static final Duration TICK = Duration.ofMillis(100);

  private final World world;
  private final Stage stage;
  private final Transport transport;
  private final ScheduledExecutorService thread;
  private final long start = System.nanoTime();

  private Fleet(World world, Transport transport) {
    this.world = world;
    this.stage = new Stage(world);
    this.transport = transport;
    thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "vigie-fleet"));
  }

  /** The topics exist; nothing is waited for. */
  public static Fleet start(FleetSettings settings, String bootstrap) {
    Transport transport =
        new KafkaTransport(
            ProducerSettings.of(bootstrap, "vigie-fleet", BUFFER_BYTES, settings.kafka()));
    World world = new World(settings, Clock.systemUTC(), transport);
    if (settings.scenario()) {
      new Scenario(world, settings.loop(), settings.seed()).begin();
    }
    Fleet fleet = new Fleet(world, transport);
    fleet.thread.scheduleAtFixedRate(fleet::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    LOG.atInfo()
        .addKeyValue("nodes", world.nodes().size())
        .addKeyValue("services", world.services().size())
        .log("fleet started");
    return fleet;
  }

  public int nodes() {
    return world.nodes().size();
  }

  public int services() {
    return world.services().size();
  }

  /** Instances over all nodes: what the collector ends up showing. */
  public int instances() {
    return world.services().stream().mapToInt(each -> each.instances().size()).sum();
  }

  /** Lets something happen, between two moments of the fleet. */
  public void stage(Consumer<Stage> play) {
    ask(
        stage -> {
          play.accept(stage);
          return null;
        });
  }

  /** The same, when it tells whom it happens to. */
  public <T> T ask(Function<Stage, T> play) {
    try {
      return thread.submit(() -> play.apply(stage)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }

  private void tick() {
    try {
      world.tick(Duration.ofNanos(System.nanoTime() - start));
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the fleet stumbled");
    }
  }

  /** Every agent says goodbye, then the connection closes. */
  @Override
  public void close() {
    thread.execute(
        () -> {
          world.nodes().forEach(SimNode::leave);
          tick();
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.atWarn().log("the fleet did not stop in time");
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    transport.close();
  }
}
