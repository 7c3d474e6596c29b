package io.vigie.streams.rejected;

import io.vigie.contract.event.Rejected;
import io.vigie.contract.wire.Reason;
import io.vigie.streams.flow.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** What is kept of a record that was refused. */
final class Rejections {
  private static final int EXCERPT_BYTES = 1_000;

  /** Read further than kept: a secret that begins before the cut is seen whole. */
  private static final int MASKED_BYTES = 4_000;

  private static final int KEY_BYTES = 800;

  private Rejections() {}

  static Rejected of(
      Reason reason, String detail, Position at, byte[] key, byte[] value, Instant appended) {
    return new Rejected(
        reason.wire(),
        Masking.mask(detail),
        at.topic(),
        at.partition(),
        at.offset(),
        key == null ? "" : Masking.mask(head(key, KEY_BYTES)),
        value == null ? "" : cut(Masking.mask(head(value, MASKED_BYTES))),
        value == null ? 0 : value.length,
        appended);
  }

  private static String head(byte[] bytes, int most) {
    int length = Math.min(bytes.length, most);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= EXCERPT_BYTES) {
      return text;
    }
    int end = EXCERPT_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--; // never in the middle of a character
    }
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
  }
}
