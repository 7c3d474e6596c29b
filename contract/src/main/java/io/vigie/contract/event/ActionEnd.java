package io.vigie.contract.event;

import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;

/**
 * A command ended. It repeats what its begin said, for the end may be read first.
 *
 * @param id of the action
 */
public record ActionEnd(
    String id,
    InstanceId instance,
    String action,
    ActionOrigin origin,
    String by,
    String command,
    long pid,
    Instant begin,
    Instant end,
    ActionStatus status)
    implements Event {
  public ActionEnd {
    Require.id("id", id);
    Require.present("instance", instance);
    Require.id("action", action);
    origin = origin == null ? ActionOrigin.USER : origin;
    by = Require.text(by);
    command = Require.text(command, Require.PROSE);
    Require.present("begin", begin);
    Require.present("end", end);
    Require.present("status", status);
  }

  @Override
  public EventType type() {
    return EventType.ACTION_END;
  }

  @Override
  public String key() {
    return instance.serviceId().toString();
  }

  @Override
  public String anchor() {
    return key();
  }

  @Override
  public NodeId speaker() {
    return instance.nodeId();
  }
}
