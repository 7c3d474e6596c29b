package io.vigie.streams.alert;

import io.vigie.contract.event.Alert;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;

/** What was last published of an alert, and what its timers need, to bytes and back. */
final class HeldCodec {
  private static final int VERSION = 1;

  private HeldCodec() {}

  /**
   * @param published its last transition as it was written
   */
  static byte[] encode(Held held, byte[] published) {
    BinaryWriter out =
        new BinaryWriter(VERSION)
            .text(held.phase)
            .number(held.from)
            .number(held.movedMillis)
            .number(held.raisings.size());
    held.raisings.forEach(out::number);
    return out.raw(published).bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  static Held decode(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader("alert", VERSION, bytes);
    Held held = new Held(AlertId.parse(id));
    held.phase = in.text();
    held.from = in.number();
    held.movedMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      held.raisings.add(in.number());
    }
    Decoded decoded = EventCodec.decode(in.raw());
    if (!(decoded instanceof Decoded.Read read)
        || !(read.envelope().data() instanceof Alert alert)) {
      throw new IllegalArgumentException("alert " + id + " is stored as something else");
    }
    held.shown = alert;
    held.since = alert.since();
    return held;
  }
}
