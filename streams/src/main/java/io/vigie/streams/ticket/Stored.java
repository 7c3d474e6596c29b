package io.vigie.streams.ticket;

import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;

/** Events as this stage keeps and hears them: what stands there was written by the streams. */
final class Stored {
  private Stored() {}

  /**
   * @throws IllegalArgumentException when the bytes are no event
   */
  static Envelope<?> read(byte[] bytes) {
    Decoded decoded = EventCodec.decode(bytes);
    if (decoded instanceof Decoded.Refused refused) {
      throw new IllegalArgumentException("what is kept is no event: " + refused.detail());
    }
    return ((Decoded.Read) decoded).envelope();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no event of that kind
   */
  static <E extends Event> E read(byte[] bytes, Class<E> kind) {
    Event event = read(bytes).data();
    if (!kind.isInstance(event)) {
      throw new IllegalArgumentException(
          "kept is " + event.type().wire() + " where a " + kind.getSimpleName() + " should be");
    }
    return kind.cast(event);
  }
}
