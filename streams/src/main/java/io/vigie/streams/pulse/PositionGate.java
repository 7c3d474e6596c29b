package io.vigie.streams.pulse;

import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens once the consumer's position has passed, on every input, the end noted at the first pulse
 * after the assignment, and a pulse that stands behind that end is processed. Positions, not
 * records: the markers of transactions take offsets and are never delivered.
 */
public final class PositionGate implements Gate {
  private static final Logger LOG = LoggerFactory.getLogger(PositionGate.class);

  private final Consumer<?, ?> consumer;
  private final TopicPartition pulses;
  private final Set<TopicPartition> inputs;
  private final Metrics metrics;
  private Map<TopicPartition, Long> ends;
  private boolean open;

  /**
   * @param consumer the main consumer of the stream thread that asks
   */
  public PositionGate(
      Consumer<?, ?> consumer,
      TopicPartition pulses,
      List<TopicPartition> others,
      Metrics metrics) {
    this.metrics = metrics;
    this.consumer = consumer;
    this.pulses = pulses;
    this.inputs = new HashSet<>(others);
    inputs.add(pulses);
  }

  @Override
  public boolean open(long pulseOffset) {
    if (!open) {
      open = caughtUp(pulseOffset);
    }
    return open;
  }

  private boolean caughtUp(long pulseOffset) {
    try {
      if (ends == null) {
        ends = Map.copyOf(consumer.endOffsets(inputs));
      }
      if (pulseOffset < ends.get(pulses)) {
        return false;
      }
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        if (consumer.position(end.getKey()) < end.getValue()) {
          return false;
        }
      }
      LOG.atInfo().addKeyValue("partition", pulses).log("caught up, timers may fire");
      return true;
    } catch (TimeoutException e) {
      // the broker does not answer: the gate stays shut, the next pulse asks again
      metrics.count(Counter.GATE_UNANSWERED);
      LOG.atWarn().addKeyValue("partition", pulses).setCause(e).log("cannot tell if caught up");
      return false;
    }
  }
}
