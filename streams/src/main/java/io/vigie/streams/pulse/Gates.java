package io.vigie.streams.pulse;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Gives each task its gate when it takes its partitions over. */
public interface Gates {
  /** For replays and tests, where nothing stands behind the record in hand. */
  Gates ALWAYS_OPEN = (pulses, others) -> offset -> true;

  /**
   * @param pulses the input partition that carries the pulses
   * @param others the task's other input partitions
   */
  Gate of(TopicPartition pulses, List<TopicPartition> others);
}
