package io.vigie.agent.request;

import io.vigie.agent.config.RequestConf;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.RequestKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a request must be before anything is done: the collector's, for this node, newer than every
 * one before it, in time, and one of the actions that are allowed here.
 *
 * @param keys of the collector, any of which may have signed
 */
record Door(NodeId node, RequestConf allowed, List<PublicKey> keys) {
  /** Further ahead of the broker's, the collector's clock makes an expiry worth nothing. */
  private static final Duration MOST_AHEAD = Duration.ofSeconds(60);

  Door {
    keys = List.copyOf(keys);
  }

  /**
   * @param genuine the collector's, to this node, for the first time: its counter counts
   * @param refusal why nothing is done; empty: it is done
   */
  record Verdict(boolean genuine, String refusal) {}

  /**
   * @param counter of the last genuine request; 0 before the first
   * @param now at the broker
   */
  Verdict check(ActionRequest request, long counter, Instant now) {
    String why = forged(request, counter);
    return why.isEmpty() ? new Verdict(true, hindered(request, now)) : new Verdict(false, why);
  }

  private String forged(ActionRequest request, long counter) {
    if (!request.node().equals(node)) {
      return "it is for node " + request.node();
    }
    if (!RequestKey.verify(keys, request)) {
      return "its signature is not the collector's; if its key is another now, vigie-agent trust";
    }
    return request.counter() > counter
        ? ""
        : "it came before: its counter is "
            + request.counter()
            + ", the last one here was "
            + counter;
  }

  private String hindered(ActionRequest request, Instant now) {
    if (now.isAfter(request.expires())) {
      return "it expired at " + request.expires() + ", now is " + now;
    }
    if (request.issued().isAfter(now.plus(MOST_AHEAD))) {
      return "it was issued at "
          + request.issued()
          + ", but now is "
          + now
          + ": the collector's clock is ahead";
    }
    return allowed.words().contains(request.action())
        ? ""
        : request.action()
            + " is not allowed on request here; [requests] allows "
            + String.join(", ", allowed.words());
  }
}
