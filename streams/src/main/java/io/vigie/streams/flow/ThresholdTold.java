package io.vigie.streams.flow;

import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/**
 * People set a threshold of checks, or took it back, told to every task.
 *
 * @param threshold null when there is none of that id any more
 */
public record ThresholdTold(String id, CheckThreshold threshold) implements Inflow {
  /** Beyond every version of a node move. */
  static final int MARK = 106;

  public static byte[] encode(ThresholdTold told) {
    BinaryWriter out = new BinaryWriter(MARK).text(told.id()).flag(told.threshold() != null);
    return told.threshold() == null ? out.bytes() : out.raw(event(told.threshold())).bytes();
  }

  private static byte[] event(CheckThreshold threshold) {
    return EventCodec.encode(
        new Envelope<>(threshold.id(), Outlet.SOURCE, Instant.EPOCH, threshold));
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  public static ThresholdTold decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("threshold", MARK, bytes);
    String id = in.text();
    if (!in.flag()) {
      return new ThresholdTold(id, null);
    }
    if (EventCodec.decode(in.raw()) instanceof Decoded.Read read
        && read.envelope().data() instanceof CheckThreshold threshold) {
      return new ThresholdTold(id, threshold);
    }
    throw new IllegalArgumentException("threshold " + id + " is told as something else");
  }
}
