package io.vigie.streams.flow;

import io.vigie.contract.event.Silence;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/**
 * People set a silence, or took it back, told to every task.
 *
 * @param silence null when there is none of that id any more
 */
public record SilenceTold(String id, Silence silence) implements Inflow {
  /** Beyond every version of a node move. */
  static final int MARK = 104;

  public static byte[] encode(SilenceTold told) {
    BinaryWriter out = new BinaryWriter(MARK).text(told.id()).flag(told.silence() != null);
    return told.silence() == null ? out.bytes() : out.raw(event(told.silence())).bytes();
  }

  private static byte[] event(Silence silence) {
    return EventCodec.encode(new Envelope<>(silence.id(), Outlet.SOURCE, Instant.EPOCH, silence));
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  public static SilenceTold decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("silence", MARK, bytes);
    String id = in.text();
    if (!in.flag()) {
      return new SilenceTold(id, null);
    }
    if (EventCodec.decode(in.raw()) instanceof Decoded.Read read
        && read.envelope().data() instanceof Silence silence) {
      return new SilenceTold(id, silence);
    }
    throw new IllegalArgumentException("silence " + id + " is told as something else");
  }
}
