package io.vigie.agent.request;

import io.vigie.agent.action.ActionEngine;
import io.vigie.agent.check.Trusted;
import io.vigie.agent.command.Catalogue;
import io.vigie.agent.config.AgentConf;
import io.vigie.agent.config.RequestConf;
import io.vigie.agent.transport.BrokerTime;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.RequestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests of the collector, where the node's configuration says so; else it is closed. */
public final class RequestDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

  private final AgentConf conf;
  private final BrokerTime time;
  private final List<PublicKey> keys;
  private final Ledger ledger;
  private RequestReader reader;
  private volatile boolean ready;

  private RequestDesk(AgentConf conf, BrokerTime time, List<PublicKey> keys, Ledger ledger) {
    this.conf = conf;
    this.time = time;
    this.keys = keys;
    this.ledger = ledger;
  }

  /**
   * @param file what was seen of requests
   * @throws IOException when that file cannot be used: what was done once could be done again
   */
  public static RequestDesk open(AgentConf conf, Path file, BrokerTime time) throws IOException {
    List<PublicKey> keys = List.of();
    if (conf.requests().enabled() && conf.gateway() != null) {
      LOG.atWarn().log("requests are enabled, and not taken: a node behind a gateway reads none");
    } else if (conf.requests().enabled()) {
      keys = keys(conf.requests());
    }
    return new RequestDesk(conf, time, keys, keys.isEmpty() ? null : Ledger.open(file));
  }

  /** None: requests are not believed, and the agent does all the rest. */
  private static List<PublicKey> keys(RequestConf conf) {
    Path file = conf.key();
    String why;
    try {
      Optional<String> untrusted = Trusted.refusal(file);
      if (untrusted.isEmpty()) {
        return RequestKey.publicKeys(Files.readString(file));
      }
      why = untrusted.get();
    } catch (IOException | IllegalArgumentException e) {
      why = e.getMessage();
    }
    LOG.atWarn()
        .addKeyValue("file", file)
        .addKeyValue("reason", why)
        .log("requests are enabled, and not taken: no key of the collector; vigie-agent trust");
    return List.of();
  }

  /**
   * Answers what was left, then reads what comes.
   *
   * @param said is told what becomes of requests that no action ran for
   * @param workers carry out
   * @param acted told the service after each action on it
   * @param told called once requests are read: {@link #actions} is another then
   */
  public void begin(
      Catalogue catalogue,
      ActionEngine engine,
      Consumer<Event> said,
      Executor workers,
      Consumer<String> acted,
      Runnable told)
      throws IOException {
    if (ledger == null) {
      return;
    }
    Door door = new Door(conf.node().id(), conf.requests(), keys);
    Refusals refusals = new Refusals(conf.node().id(), said, Clock.systemUTC());
    Requests requests =
        new Requests(door, ledger, refusals, catalogue, engine, time, workers, acted);
    requests.recover();
    String client = "vigie-agent-" + conf.node().id().node() + "-requests";
    reader =
        new RequestReader(
            conf.node().id(),
            ReaderSettings.of(conf.bootstrap(), client, conf.kafka()),
            time,
            ledger,
            requests,
            () -> {
              ready = true;
              told.run();
            });
    reader.start();
  }

  /** What is said of actions here: one that begins waits no longer. */
  public void heard(Event event) {
    if (ledger != null && event instanceof ActionBegin begin) {
      ledger.answered(begin.id());
    }
  }

  /** What is done on request, as the collector is told; none while requests are not read. */
  public List<String> actions() {
    return ready ? conf.requests().words() : List.of();
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
