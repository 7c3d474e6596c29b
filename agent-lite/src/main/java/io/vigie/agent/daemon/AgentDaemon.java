package io.vigie.agent.daemon;

import io.vigie.agent.Agent;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.Pace;
import io.vigie.agent.Voice;
import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.Subject;
import io.vigie.agent.action.Verb;
import io.vigie.agent.check.CheckRounds;
import io.vigie.agent.check.Checks;
import io.vigie.agent.check.Found;
import io.vigie.agent.command.Acknowledging;
import io.vigie.agent.command.Answers;
import io.vigie.agent.command.CommandServer;
import io.vigie.agent.command.Maintaining;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.driver.Drivers;
import io.vigie.agent.driver.sync.Environment;
import io.vigie.agent.node.Carried;
import io.vigie.agent.node.Host;
import io.vigie.agent.node.Upkeep;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.request.RequestDesk;
import io.vigie.agent.service.LocalStatuses;
import io.vigie.agent.service.Restarts;
import io.vigie.agent.spool.DiskSpool;
import io.vigie.agent.spool.SpoolLimits;
import io.vigie.agent.transport.BrokerTime;
import io.vigie.agent.transport.Courier;
import io.vigie.agent.transport.GatewayTransport;
import io.vigie.agent.transport.KafkaTransport;
import io.vigie.agent.transport.ProducerSettings;
import io.vigie.agent.transport.Transport;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.id.Rid;
import io.vigie.contract.topic.Topic;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of this node as a process: looks, speaks, answers commands, until it is stopped. */
public final class AgentDaemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentDaemon.class);

  /** What is killed is seen after half a second, and said at once. */
  private static final Pace PACE = Pace.DEFAULT.withWatch(Duration.ofMillis(500));

  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LOOK_FOR_CUT = Duration.ofSeconds(5);
  private static final Duration ACTION_PATIENCE = Duration.ofSeconds(5);
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(2);
  private static final int GRACE_SECONDS = 300;
  private static final long BUFFER_BYTES = 2L << 20;
  private static final int WINDOW = 200;
  private static final List<Topic> FIRST_SAID =
      List.of(Topic.NODE_HEARTBEAT, Topic.NODE, Topic.SERVICE_CONFIG, Topic.INSTANCE_STATUS);

  private final DiskSpool spool;
  private final Transport transport;
  private final CourierThread courier;
  private final LocalNode local;
  private final Agent agent;
  private final CommandServer server;
  private final CheckRounds checks;
  private final SyncRounds syncs;
  private final ExecutorService copiers;
  private final RequestDesk desk;
  private final ExecutorService lookers = Threads.pool("vigie-look");
  private final ExecutorService commands = Threads.pool("vigie-command");
  private final ExecutorService checkers = Threads.pool("vigie-check");
  private final ExecutorService requested = Threads.pool("vigie-request");
  private final Semaphore news = new Semaphore(0);

  /** What a look found is said at once, not at the next tick. */
  private final Looks looks = new Looks(lookers, news::release);

  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile boolean running = true;
  private long cutLookedFor = System.nanoTime();

  /**
   * Begins to carry and to answer; {@link #run} then looks and speaks.
   *
   * @throws IOException also when another agent runs on the same directory
   */
  public AgentDaemon(
      AgentPaths paths,
      AgentConf conf,
      Host host,
      Drivers drivers,
      CommandRunner runner,
      String version)
      throws IOException {
    Clock clock = Clock.systemUTC();
    BrokerTime time = new BrokerTime();
    transport = transport(conf, time);
    try {
      spool = DiskSpool.keep(paths.spool(), SpoolLimits.DEFAULT, clock);
    } catch (IOException e) {
      transport.close();
      throw e;
    }
    courier = new CourierThread(new Courier(spool, transport, clock, null, WINDOW), spool);
    Voice voice = new Voice(spool, conf.node(), clock, courier::wake);
    desk = RequestDesk.open(conf, paths.requests(), time);
    Restarts restarts = new Restarts(this::restart, System::nanoTime);
    local =
        LocalNode.of(
            paths,
            conf.node(),
            drivers,
            runner,
            event -> {
              restarts.heard(event);
              voice.say(event);
              desk.heard(event);
            });
    Upkeep upkeep = new Upkeep(paths.maintenance(), clock);
    agent =
        new Agent(
            conf.node(),
            PACE,
            new AskedHost(host, desk),
            restarts.following(local.instances()),
            new Carried(paths.carried(), host.bootId()),
            voice,
            looks,
            version,
            upkeep::now);
    checks = rounds(Checks.of(paths.checks(), runner), conf.node(), voice);
    Environment.tell(paths.var(), conf.node().env());
    copiers = Threads.pool("vigie-sync", conf.maxSyncs());
    syncs =
        new SyncRounds(local.instances(), local.engine(), this::acted, voice::say, copiers, clock);
    courier.start();
    desk.begin(
        local.instances(),
        local.engine(),
        event -> {
          voice.say(event);
          local.failed().note(event);
        },
        requested,
        this::acted,
        this::takesRequests);
    local.engine().closeCut();
    server =
        CommandServer.open(
            paths.socket(),
            new Answers(
                paths.command(),
                local.instances(),
                new LocalStatuses(local.instances(), agent::statuses),
                local.engine(),
                this::acted,
                new Acknowledging(conf.node().id(), local.instances(), local.failed(), voice::say),
                new Maintaining(conf.node().id(), upkeep, clock, news::release)),
            commands);
    LOG.atInfo()
        .addKeyValue("node", conf.node().id())
        .addKeyValue("version", version)
        .addKeyValue("reports", conf.to())
        .log("agent started");
  }

  private static Transport transport(AgentConf conf, BrokerTime time) throws IOException {
    if (conf.gateway() != null) {
      return GatewayTransport.to(conf.gateway(), conf.node().id());
    }
    KafkaTransport kafka =
        new KafkaTransport(
            ProducerSettings.of(
                conf.bootstrap(),
                "vigie-agent-" + conf.node().id().node(),
                BUFFER_BYTES,
                conf.kafka()),
            time);
    // a producer takes longer to make than all the rest of an agent
    Threads.start("vigie-connect", () -> kafka.prepare(FIRST_SAID));
    return kafka;
  }

  private CheckRounds rounds(Checks all, NodeIdentity node, Voice voice) {
    Runnable round =
        () -> {
          Found found = all.run();
          found.troubles().forEach(each -> LOG.atWarn().log(each));
          voice.say(found.of(node.id()));
        };
    return new CheckRounds(checkers, round, ThreadLocalRandom.current());
  }

  /** Looks and speaks until {@link #close} is called. */
  public void run() {
    while (running) {
      try {
        tick();
        if (news.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the agent stumbled");
        Threads.pause(TICK);
      }
    }
  }

  private void tick() {
    long now = System.nanoTime();
    agent.tick(now);
    looks.tend();
    checks.tick(now);
    syncs.tick(now);
    if (now - cutLookedFor > LOOK_FOR_CUT.toNanos()) {
      cutLookedFor = now;
      local.engine().closeCut();
    }
  }

  /** What went down by itself. */
  private void restart(Subject subject, Set<Rid> rids, BooleanSupplier wanted, Runnable ended) {
    String service = subject.id().service();
    String only = rids.stream().map(Rid::toString).collect(Collectors.joining(","));
    ActionRequest request =
        ActionRequest.of(Verb.START, ActionOrigin.MONITOR, "monitor")
            .only(rids)
            .as("vigie-agent start " + service + " --rid " + only)
            .waiting(Duration.ZERO);
    commands.execute(
        () -> {
          try {
            if (running && wanted.getAsBoolean()) {
              local.engine().act(subject, request, line -> {});
            }
          } finally {
            ended.run();
          }
          acted(service);
        });
  }

  private void takesRequests() {
    agent.tellInventory();
    news.release();
  }

  private void acted(String service) {
    agent.look(service);
    news.release();
  }

  /**
   * Lets an action come to its end for a moment, says goodbye, and waits a little for the broker.
   */
  @Override
  public void close() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    running = false;
    syncs.close();
    server.close();
    desk.close();
    commands.shutdown();
    requested.shutdown();
    if (!Threads.await(commands, ACTION_PATIENCE) || !Threads.await(requested, ACTION_PATIENCE)) {
      LOG.atWarn().log("an action is cut: it is closed as interrupted at the next start");
    }
    agent.leave(GRACE_SECONDS, "stop");
    courier.drain(GOODBYE_PATIENCE);
    courier.close();
    transport.close();
    local.close();
    lookers.shutdown();
    checkers.shutdownNow();
    copiers.shutdown();
    spool.close();
    LOG.atInfo().log("agent stopped");
  }
}
