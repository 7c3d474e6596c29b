package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.ServiceId;

/**
 * A person acknowledges a failed action with all its lines, or takes that back. When is the
 * envelope's time.
 *
 * @param service of the action
 * @param action its id
 * @param by who did it
 * @param comment required, unless taken back
 * @param withdrawn takes an acknowledgement back
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ActionAcknowledge(
    ServiceId service, String action, String by, String comment, boolean withdrawn)
    implements Event {
  public ActionAcknowledge {
    Require.present("service", service);
    Require.id("action", action);
    by = Require.label("by", by);
    comment = Require.text(comment, 2_000);
    Require.comment(withdrawn, comment);
  }

  @Override
  public EventType type() {
    return EventType.ACTION_ACKNOWLEDGE;
  }

  @Override
  public String key() {
    return anchor();
  }

  @Override
  public String anchor() {
    return service.toString();
  }
}
