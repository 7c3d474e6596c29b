package io.vigie.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether something is asked of a node. */
enum Fate {
  DONE,
  MISSING,
  NOT_YOURS,
  NO_REQUESTS,
  NOT_ALLOWED,
  NOT_ALIVE,
  UP_ELSEWHERE,
  ONE_ONLY;

  static final String WORDS =
      "done: asked of the node, or proposed to a second person; missing: there is none you may see;"
          + " not-yours: you do not answer for it; no-requests: its node takes no requests, see"
          + " [requests] of its agent.conf; not-allowed: its node does not do this on request;"
          + " not-alive: its node does not speak; up-elsewhere: a failover service that is up on"
          + " another node; one-only: a failover service is started on one node at a"
          + " time, and there is another here, or on its way";

  @JsonValue
  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
