package io.vigie.ingest.recorder;

import org.apache.kafka.common.TopicPartition;

/**
 * What a person is told when a position is not in the log any more.
 *
 * @param what is so
 * @param next how to go on
 */
public record OutsideLog(String what, String next) {
  /**
   * @param next first offset not yet recorded: before begin, or behind end
   */
  public static OutsideLog of(TopicPartition partition, long next, long begin, long end) {
    String lost =
        next < begin
            ? (begin - next) + " offsets were deleted before they were recorded"
            : "the log has lost what was recorded already; what comes now would be skipped";
    return new OutsideLog(
        "partition %s has stopped: it is recorded up to offset %d, but the log has %d to %d. %s"
            .formatted(partition, next, begin, end, lost),
        "To go on without them: UPDATE position SET next=%d WHERE topic='%s' AND part=%d AND next=%d; the recorder notices by itself"
            .formatted(next < begin ? begin : end, partition.topic(), partition.partition(), next));
  }

  /** Both. */
  String explain() {
    return what + ". " + next;
  }
}
