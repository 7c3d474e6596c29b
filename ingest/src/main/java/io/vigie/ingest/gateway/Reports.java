package io.vigie.ingest.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.Inbound;
import io.vigie.contract.wire.Inbound.Checked;
import io.vigie.contract.wire.Reason;
import io.vigie.ingest.gateway.Body.Taken;
import io.vigie.ingest.gateway.Results.Result;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node tells in one request: each event checked, appended, answered for. */
final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final int RETRY_SECONDS = 5;

  /** However many nodes speak for others: the topic is for people to read. */
  private static final long KEEP_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final String SOURCE = "collector/gateway";

  private final Appender appender;
  private final Limits limits;
  private final GatewayMetrics metrics;
  private final AtomicLong keepNext = new AtomicLong(System.nanoTime());

  Reports(Appender appender, Limits limits, GatewayMetrics metrics) {
    this.appender = appender;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** Never completes exceptionally for what a client or the broker does. */
  CompletableFuture<Answer> take(NodeId node, Body body) {
    Taken taken = body.take(limits);
    if (taken instanceof Taken.Refused refused) {
      return CompletableFuture.completedFuture(Answer.problem(refused.status(), refused.detail()));
    }
    List<CompletableFuture<Result>> results = new ArrayList<>();
    for (Piece piece : ((Taken.Pieces) taken).pieces()) {
      CompletableFuture<Result> result = take(node, piece);
      results.add(result);
      if (result.isCompletedExceptionally()) {
        break; // the broker is away: the rest would only wait for it too
      }
    }
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .handle((all, failure) -> failure == null ? results(node, results) : away());
  }

  private CompletableFuture<Result> take(NodeId node, Piece piece) {
    Checked checked = Inbound.checkFrom(node, piece.value(), Instant.now());
    if (checked instanceof Checked.Refused refused) {
      return CompletableFuture.completedFuture(
          Result.rejected(piece.place(), refused.reason().wire(), refused.detail()));
    }
    Checked.Passed passed = (Checked.Passed) checked;
    return appender
        .append(passed.envelope(), passed.stamp(), piece.value())
        .thenApply(
            at ->
                Result.accepted(
                    piece.place(),
                    passed.envelope().id(),
                    at.topic(),
                    at.partition(),
                    at.offset()));
  }

  private Answer results(NodeId node, List<CompletableFuture<Result>> results) {
    Results all = Results.of(results.stream().map(CompletableFuture::join).toList());
    all.results().forEach(metrics::event);
    long forged =
        all.results().stream()
            .filter(result -> Reason.FORGED.wire().equals(result.reason()))
            .count();
    if (forged > 0) {
      LOG.atWarn()
          .addKeyValue("node", node)
          .addKeyValue("count", forged)
          .log("a node spoke for another one; its events were rejected");
      keep(node, all);
    }
    return all.readable() ? Answer.of(all) : unreadable(all.results().get(0));
  }

  /** The first of them, once a minute, where what was rejected is read. */
  private void keep(NodeId node, Results all) {
    long now = System.nanoTime();
    long next = keepNext.get();
    if (now - next < 0 || !keepNext.compareAndSet(next, now + KEEP_EVERY_NANOS)) {
      return;
    }
    all.results().stream()
        .filter(result -> Reason.FORGED.wire().equals(result.reason()))
        .findFirst()
        .ifPresent(
            first -> {
              Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
              Rejected rejected =
                  new Rejected(
                      Reason.FORGED.wire(),
                      first.detail(),
                      "gateway",
                      0,
                      at.toEpochMilli(),
                      node.toString(),
                      "",
                      0,
                      at);
              // a broker that is away was told of by whoever waits for it
              appender.append(new Envelope<>(UUID.randomUUID().toString(), SOURCE, at, rejected));
            });
  }

  private static Answer unreadable(Result first) {
    return Answer.problem(
        HttpResponseStatus.BAD_REQUEST,
        "nothing of the body can be read: %s is not JSON: %s"
            .formatted(first.place(), first.detail()));
  }

  private static Answer away() {
    return Answer.later(
        RETRY_SECONDS,
        "Kafka did not acknowledge every event; send the whole request again: what it has already"
            + " does no harm twice");
  }
}
