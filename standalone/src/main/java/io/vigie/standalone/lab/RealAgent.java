package io.vigie.standalone.lab;

import io.vigie.agent.Agent;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.Pace;
import io.vigie.agent.Voice;
import io.vigie.agent.node.Carried;
import io.vigie.agent.node.LinuxHost;
import io.vigie.agent.spool.DiskSpool;
import io.vigie.agent.spool.SpoolLimits;
import io.vigie.agent.transport.Courier;
import io.vigie.agent.transport.KafkaTransport;
import io.vigie.agent.transport.ProducerSettings;
import io.vigie.contract.event.Event;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The agent of a node as it is: its spool on the disk, its own connection. Only the services are
 * made up.
 */
final class RealAgent implements AutoCloseable {
  private static final int WINDOW = 200;
  private static final long BUFFER_BYTES = 2L << 20;
  private static final int TICKS_A_TENDING = 10;

  private final DiskSpool spool;
  private final KafkaTransport transport;
  private final Courier courier;
  private final Voice voice;
  private final Agent agent;
  private int ticks;

  RealAgent(NodeId node, Path dir, String bootstrap, List<QuietInstance> instances) {
    NodeIdentity identity = new NodeIdentity(node, "PRD", "paris", "web", "");
    LinuxHost host = new LinuxHost(node.node());
    Clock clock = Clock.systemUTC();
    try {
      spool = DiskSpool.keep(dir.resolve("spool"), SpoolLimits.DEFAULT, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("no spool for " + node, e);
    }
    transport =
        new KafkaTransport(ProducerSettings.of(bootstrap, node.node(), BUFFER_BYTES, Map.of()));
    courier = new Courier(spool, transport, clock, null, WINDOW);
    voice = new Voice(spool, identity, clock);
    agent =
        new Agent(
            identity,
            Pace.DEFAULT,
            host,
            () -> instances,
            new Carried(null, host.bootId()),
            voice,
            Runnable::run,
            "lab");
  }

  void say(Event event) {
    voice.say(event);
  }

  /** Does what is due; to be called several times a second. */
  void tick() {
    agent.tick(System.nanoTime());
    courier.pump();
    if (++ticks % TICKS_A_TENDING == 0) {
      spool.tend();
    }
  }

  /** Records the broker does not have. */
  int waiting() {
    return spool.stats().waiting();
  }

  /** Records that were given up. */
  long lost() {
    return spool.stats().shed() + spool.stats().setAside();
  }

  @Override
  public void close() {
    transport.close();
    spool.close();
  }
}
