package io.vigie.contract.event;

import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;

/**
 * One line of an action's log.
 *
 * @param action id of the action
 * @param number place of the line in its action, from 0: with the id it names the line for ever
 * @param rid resource it speaks of; empty for the service as a whole
 * @param status how the step it reports ended; null while it only tells
 */
public record ActionLine(
    String action,
    InstanceId instance,
    int number,
    String rid,
    LogLevel level,
    String text,
    long pid,
    Instant begin,
    Instant end,
    ActionStatus status)
    implements Event {
  public ActionLine {
    Require.id("action", action);
    Require.present("instance", instance);
    Require.atLeast("number", 0, number);
    rid = Require.ascii(rid, 300);
    level = level == null ? LogLevel.INFO : level;
    text = Require.text(text, Require.PROSE);
    Require.present("begin", begin);
  }

  @Override
  public EventType type() {
    return EventType.ACTION_LINE;
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
