package io.vigie.contract.event;

import io.vigie.contract.topic.Topic;
import java.util.Set;

/**
 * The collector's heartbeat: one a second on every partition of the topics it times. Silence is
 * counted in pulses, never in seconds (semantics.md §3). Streams carry each pulse on to their
 * health topics, with the moment the input was appended: what "N s behind the fleet" is measured
 * from.
 *
 * @param number counts up from the writer's start; tells nothing across writers
 * @param appendedMillis append time of the input pulse this one carries on, epoch milliseconds; 0
 *     on the input topics themselves
 */
public record Pulse(long number, long appendedMillis) implements Event {
  public static final String KEY = "~pulse";

  /** The topics it times: those that carry signs of life. */
  public static final Set<Topic> INPUTS = Set.of(Topic.NODE_HEARTBEAT, Topic.INSTANCE_STATUS);

  /** The topics that carry it on, so that a reader knows how far it is. */
  public static final Set<Topic> OUTPUTS =
      Set.of(Topic.INSTANCE_HEALTH, Topic.SERVICE_HEALTH, Topic.NODE_HEALTH);

  @Override
  public EventType type() {
    return EventType.PULSE;
  }

  @Override
  public String key() {
    return KEY;
  }

  /** A pulse goes to every partition: it has no anchor of its own. */
  @Override
  public String anchor() {
    return KEY;
  }
}
