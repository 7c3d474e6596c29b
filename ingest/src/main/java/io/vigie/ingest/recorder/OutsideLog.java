package io.vigie.ingest.recorder;

import org.apache.kafka.common.TopicPartition;

/** What a person is told when a position is not in the log any more. */
final class OutsideLog {
  private OutsideLog() {}

  static String explain(TopicPartition partition, long next, long begin, long end) {
    String where =
        "partition "
            + partition
            + " has stopped: it is recorded up to offset "
            + next
            + ", but the log has "
            + begin
            + " to "
            + end
            + ". ";
    String what =
        next < begin
            ? (begin - next) + " offsets were deleted before they were recorded"
            : "the log has lost what was recorded already; what comes now would be skipped";
    long on = next < begin ? begin : end;
    return where
        + what
        + ". To go on without them: UPDATE position SET next="
        + on
        + " WHERE topic='"
        + partition.topic()
        + "' AND part="
        + partition.partition()
        + " AND next="
        + next
        + "; the recorder notices by itself";
  }
}
