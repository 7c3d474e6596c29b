package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.AlertId;
import java.time.Instant;

/**
 * A person acknowledges an open alert, or takes that back. When is the envelope's time.
 *
 * @param episode the one they saw; another one is not meant, and nothing happens
 * @param by who did it
 * @param comment required, unless taken back
 * @param expires when it ends by itself; null for never
 * @param sticky outlives the end of the alert
 * @param withdrawn takes an acknowledgement back
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AlertAcknowledge(
    AlertId alert,
    long episode,
    String by,
    String comment,
    Instant expires,
    boolean sticky,
    boolean withdrawn)
    implements AlertAct {
  public AlertAcknowledge {
    Require.present("alert", alert);
    if (episode < 1) {
      throw new IllegalArgumentException("episode counts from 1; got " + episode);
    }
    by = Require.label("by", by);
    comment = Require.text(comment, 2_000);
    Require.comment(withdrawn, comment);
  }

  @Override
  public EventType type() {
    return EventType.ALERT_ACKNOWLEDGE;
  }

  @Override
  public String key() {
    return anchor();
  }

  @Override
  public String anchor() {
    return alert.anchor();
  }
}
