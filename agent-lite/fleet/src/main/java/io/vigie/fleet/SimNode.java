package io.vigie.fleet;

import io.vigie.agent.Agent;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.Pace;
import io.vigie.agent.Voice;
import io.vigie.agent.check.CheckRounds;
import io.vigie.agent.node.Carried;
import io.vigie.agent.spool.MemorySpool;
import io.vigie.agent.transport.Courier;
import io.vigie.agent.transport.Transport;
import io.vigie.contract.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A machine with an agent, either of which may be off, and a network that may be cut. The agent is
 * the real one; a new start of it has a new spool, as after a disk was lost.
 */
final class SimNode {
  static final String VERSION = "0.1.0";
  private static final int WINDOW = 200;

  private final NodeIdentity identity;
  private final SimHost host;
  private final Clock clock;
  private final Pace pace;
  private final Transport transport;
  private final String install;
  private final List<SimInstance> instances = new ArrayList<>();
  private Agent agent;
  private Voice voice;
  private MemorySpool spool;
  private Courier courier;
  private CheckRounds checks;
  private long epoch;
  private boolean powered = true;
  private boolean connected = true;

  /**
   * @param skew how far ahead the machine's clock is
   */
  SimNode(
      NodeIdentity identity,
      SimHost host,
      Clock clock,
      Duration skew,
      Pace pace,
      Transport transport) {
    this.identity = identity;
    this.host = host;
    this.clock = Clock.offset(clock, skew);
    this.pace = pace;
    this.transport = transport;
    install = String.format("%016x", identity.id().hashCode() * 0x9E3779B97F4A7C15L);
    startAgent();
  }

  NodeIdentity identity() {
    return identity;
  }

  String name() {
    return identity.id().node();
  }

  Clock clock() {
    return clock;
  }

  List<SimInstance> instances() {
    return instances;
  }

  boolean isWell() {
    return powered && connected && agent != null;
  }

  void startAgent() {
    epoch = Math.max(epoch + 1, clock.instant().getEpochSecond());
    spool = new MemorySpool(install, epoch);
    voice = new Voice(spool, identity, clock);
    courier = new Courier(spool, transport, clock, null, WINDOW);
    agent =
        new Agent(
            identity,
            pace,
            host,
            () -> instances,
            new Carried(null, host.bootId()),
            voice,
            Runnable::run,
            VERSION);
    checks =
        new CheckRounds(
            Runnable::run,
            () -> voice.say(host.checks(identity.id())),
            new Random(identity.id().hashCode()));
  }

  /** As by kill -9: no goodbye, and the services do not notice. */
  void killAgent() {
    agent = null;
  }

  /** The machine is gone with everything on it. */
  void crash() {
    powered = false;
    agent = null;
  }

  void boot() {
    powered = true;
    host.boot(clock.instant());
    instances.forEach(SimInstance::atRest);
    startAgent();
  }

  /** Cuts the network, or mends it: what was said meanwhile then arrives. */
  void connect(boolean isConnected) {
    connected = isConnected;
  }

  /** The node says it, if there is anybody to say it. */
  void say(Event event) {
    if (agent != null) {
      voice.say(event);
    }
  }

  /** Looks at one service at once, as after an action. */
  void look(SimInstance instance) {
    if (agent != null) {
      agent.look(instance.id().service());
    }
  }

  /**
   * @param now monotonic, nanoseconds
   */
  void tick(long now) {
    if (agent != null) {
      agent.tick(now);
      checks.tick(now);
    }
    if (powered && connected) {
      courier.pump();
    }
  }

  void leave() {
    if (agent != null) {
      agent.leave(300, "stop");
      agent = null;
    }
  }

  int waiting() {
    return spool.stats().waiting();
  }
}
