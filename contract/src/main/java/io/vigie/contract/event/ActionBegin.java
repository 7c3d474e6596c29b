package io.vigie.contract.event;

import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;

/**
 * A command begins on one node for one service.
 *
 * @param id unique for ever: a UUIDv7 made by the agent
 * @param action start, stop, restart, syncnodes …
 * @param by who asked, as the node knows them: a user name, a schedule
 * @param command the command line, secrets masked
 * @param timeoutSeconds after which it counts as stuck; 0 when unknown
 */
public record ActionBegin(
    String id,
    InstanceId instance,
    String action,
    ActionOrigin origin,
    String by,
    String command,
    long pid,
    Instant begin,
    int timeoutSeconds)
    implements Event {
  public ActionBegin {
    Require.id("id", id);
    Require.present("instance", instance);
    Require.id("action", action);
    origin = origin == null ? ActionOrigin.USER : origin;
    by = Require.text(by);
    command = Require.text(command, Require.PROSE);
    Require.present("begin", begin);
    Require.atLeast("timeoutSeconds", 0, timeoutSeconds);
  }

  @Override
  public EventType type() {
    return EventType.ACTION_BEGIN;
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
