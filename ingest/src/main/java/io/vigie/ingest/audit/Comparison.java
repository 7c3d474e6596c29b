package io.vigie.ingest.audit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds the rows of a partition against the topic's own records, both in the order of the log. */
final class Comparison {
  private final String topicId;
  private final Originals.Reading originals;
  private long compared;

  Comparison(String topicId, Originals.Reading originals) {
    this.topicId = topicId;
    this.originals = originals;
  }

  /** Rows that the topic still had. */
  long compared() {
    return compared;
  }

  /** What the topic says against a row; null when it agrees, or has the record no more. */
  String step(Row row) {
    Link link = row.link();
    if (!link.topicId().equals(topicId) || !originals.reaches(link.pos())) {
      return null;
    }
    String skipped = null;
    ConsumerRecord<byte[], byte[]> original = originals.peek();
    while (original != null && original.offset() < link.pos()) {
      skipped = skipped == null ? missing(original) : skipped;
      originals.take();
      original = originals.peek();
    }
    if (original == null || original.offset() != link.pos()) {
      return row.name() + ": inserted, Kafka has no record at offset " + link.pos();
    }
    originals.take();
    compared++;
    if (skipped != null) {
      return skipped;
    }
    return Arrays.equals(original.value(), link.value()) && original.timestamp() == link.appended()
        ? null
        : row.name() + ": changed, Kafka has another record at offset " + link.pos();
  }

  /**
   * What the topic has behind the last row; null when nothing.
   *
   * @param wanted whether a day is looked at
   */
  String end(Predicate<LocalDate> wanted) {
    ConsumerRecord<byte[], byte[]> original = originals.peek();
    while (original != null && !wanted.test(Link.dayOf(original.timestamp()))) {
      originals.take();
      original = originals.peek();
    }
    return original == null ? null : missing(original);
  }

  private static String missing(ConsumerRecord<byte[], byte[]> original) {
    return "offset %d: cut out, Kafka has the record, the table has not"
        .formatted(original.offset());
  }
}
