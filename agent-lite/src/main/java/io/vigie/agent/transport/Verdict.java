package io.vigie.agent.transport;

import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a failure of the producer means for the record and for the producer. */
final class Verdict {
  private Verdict() {}

  /** Only what is wrong with the record itself is for ever; rights and topics can be mended. */
  static Outcome of(Exception failure) {
    boolean tooLarge =
        failure instanceof RecordTooLargeException
            || failure instanceof RecordBatchTooLargeException;
    return tooLarge
        ? new Outcome.Never("too large: " + failure.getMessage())
        : new Outcome.NotNow(failure.toString());
  }

  /** The producer will not work again. */
  static boolean ends(Exception failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof OutOfOrderSequenceException
        || failure instanceof UnsupportedVersionException
        || failure instanceof IllegalStateException;
  }
}
