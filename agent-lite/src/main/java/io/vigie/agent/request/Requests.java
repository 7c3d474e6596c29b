package io.vigie.agent.request;

import io.vigie.agent.action.ActionEngine;
import io.vigie.agent.action.ActionResult;
import io.vigie.agent.action.Subject;
import io.vigie.agent.action.Verb;
import io.vigie.agent.command.Catalogue;
import io.vigie.agent.transport.BrokerTime;
import io.vigie.contract.event.ActionRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is asked of this node by the engine that does what its own people ask. Noted on the
 * disk first, then done once at most; each one is answered.
 */
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final Door door;
  private final Ledger ledger;
  private final Refusals refusals;
  private final Catalogue catalogue;
  private final ActionEngine engine;
  private final BrokerTime time;
  private final Executor workers;
  private final Consumer<String> acted;

  /** Those of one service are done in the order they were asked for. */
  private final Map<String, CompletableFuture<Void>> queues = new HashMap<>();

  /**
   * @param workers carry out, each request on a thread of its own
   * @param acted told the service after each action on it
   */
  Requests(
      Door door,
      Ledger ledger,
      Refusals refusals,
      Catalogue catalogue,
      ActionEngine engine,
      BrokerTime time,
      Executor workers,
      Consumer<String> acted) {
    this.door = door;
    this.ledger = ledger;
    this.refusals = refusals;
    this.catalogue = catalogue;
    this.engine = engine;
    this.time = time;
    this.workers = workers;
    this.acted = acted;
  }

  /** Answers what the process before this one took and did not begin. */
  void recover() {
    for (ActionRequest each : ledger.waiting()) {
      boolean begun =
          engine.running(each.service()).filter(is -> is.id().equals(each.id())).isPresent();
      if (!begun) {
        refusals.refuse(each, "the agent ended after it took it and before it began; ask again");
      }
      ledger.answered(each.id());
    }
  }

  /**
   * @param next place of what comes after it
   * @throws IOException when that cannot be noted: then nothing was done
   */
  void take(ActionRequest request, long next, Instant now) throws IOException {
    Door.Verdict verdict = door.check(request, ledger.counter(), now);
    if (!verdict.genuine()) {
      refusals.refuseStrange(request, verdict.refusal());
      ledger.seen(next);
      return;
    }
    ledger.take(request, next);
    if (verdict.refusal().isEmpty()) {
      LOG.atInfo()
          .addKeyValue("request", request.request())
          .addKeyValue("by", request.by())
          .log("{} of {} requested", request.action(), request.service());
      queue(request);
    } else {
      refuse(request, verdict.refusal());
    }
  }

  private synchronized void queue(ActionRequest request) {
    Runnable work = () -> carryOut(request);
    if (request.action().equals(Verb.ABORT.word())) {
      // it is for what the others wait for
      workers.execute(work);
      return;
    }
    queues.values().removeIf(CompletableFuture::isDone);
    CompletableFuture<Void> before =
        queues.getOrDefault(request.service(), CompletableFuture.completedFuture(null));
    queues.put(request.service(), before.thenRunAsync(work, workers));
  }

  private void carryOut(ActionRequest request) {
    try {
      Optional<Subject> subject = catalogue.subject(request.service());
      if (subject.isEmpty()) {
        refuse(request, "there is no service " + request.service() + " on this node");
        return;
      }
      Duration left = Duration.between(time.now().orElseThrow(), request.expires());
      if (left.isNegative()) {
        refuse(request, "it expired at " + request.expires() + " before it could begin");
        return;
      }
      conclude(request, engine.act(subject.get(), Wish.of(request, left), line -> {}));
    } catch (IllegalArgumentException e) {
      refuse(request, e.getMessage());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("request", request.request()).setCause(e).log("request failed");
      refuse(request, "the agent failed: " + e);
    }
  }

  private void conclude(ActionRequest request, ActionResult result) {
    if (result instanceof ActionResult.Ended) {
      acted.accept(request.service());
    } else if (result instanceof ActionResult.Aborted aborted) {
      refusals.done(request, "ended: " + aborted.what());
      ledger.answered(request.id());
    } else if (result instanceof ActionResult.Busy busy) {
      refuse(request, busy.reason());
    } else if (result instanceof ActionResult.Idle idle) {
      refuse(request, idle.reason());
    } else {
      refuse(request, ((ActionResult.Refused) result).reason());
    }
  }

  private void refuse(ActionRequest request, String why) {
    refusals.refuse(request, why);
    ledger.answered(request.id());
  }
}
