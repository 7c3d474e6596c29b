package io.vigie.notify.post;

import io.vigie.notify.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the mail server can be talked to: says so once when it goes, once when it is back. */
final class Server {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Runnable counted;
  private volatile String reason = "";

  /**
   * @param counted called once for each outage
   */
  Server(Runnable counted) {
    this.counted = counted;
  }

  void seen(Outcome outcome) {
    if (outcome instanceof Outcome.Away away) {
      goes(away.reason());
    } else if (!(outcome instanceof Outcome.Late) && !reason.isEmpty()) {
      reason = "";
      LOG.atInfo().log("the mail server takes mail again");
    }
  }

  private void goes(String why) {
    if (reason.isEmpty()) {
      counted.run();
      LOG.atWarn()
          .addKeyValue("reason", why)
          .log("the mail server takes no mail; it is kept, and tried again");
    }
    reason = "the mail server takes no mail: " + why;
  }

  /** Why not; empty when it can. */
  String reason() {
    return reason;
  }
}
