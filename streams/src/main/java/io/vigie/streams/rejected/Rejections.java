package io.vigie.streams.rejected;

import io.vigie.contract.event.Rejected;
import io.vigie.contract.wire.Reason;
import io.vigie.streams.flow.Position;
import java.time.Instant;

/** What is kept of a record that was refused. */
public final class Rejections {
  private Rejections() {}

  public static Rejected of(
      Reason reason, String detail, Position at, byte[] key, byte[] value, Instant appended) {
    return Rejected.of(
        reason.wire(), detail, at.topic(), at.partition(), at.offset(), key, value, appended);
  }
}
