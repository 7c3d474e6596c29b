package io.vigie.contract.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A record that broke a rule, kept with its reason so that nothing is lost.
 *
 * @param reason a {@link io.vigie.contract.wire.Reason} code
 * @param detail the value and the rule, for a person
 * @param topic where the record stands
 * @param recordKey its key as text; empty when it had none
 * @param excerpt first 1,000 bytes of the value as UTF-8, credentials cut off
 * @param bytes size of the whole value
 */
public record Rejected(
    String reason,
    String detail,
    String topic,
    int partition,
    long offset,
    String recordKey,
    String excerpt,
    int bytes,
    Instant appended)
    implements Event {
  private static final int EXCERPT_BYTES = 1_000;

  /** Read further than kept: a secret that begins before the cut is seen whole. */
  private static final int MASKED_BYTES = 4_000;

  private static final int KEY_BYTES = 800;

  public Rejected {
    Require.id("reason", reason);
    detail = Require.text(detail, 1_000);
    topic = Require.text(topic);
    recordKey = Require.text(recordKey, KEY_BYTES);
    excerpt = Require.text(excerpt, EXCERPT_BYTES);
  }

  /**
   * What is kept of a record: cut to size, credentials cut off.
   *
   * @param key as it stands in the record, or null
   * @param value as it stands in the record, or null
   */
  public static Rejected of(
      String reason,
      String detail,
      String topic,
      int partition,
      long offset,
      byte[] key,
      byte[] value,
      Instant appended) {
    return new Rejected(
        reason,
        Masking.mask(detail),
        topic,
        partition,
        offset,
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

  @Override
  public EventType type() {
    return EventType.REJECTED;
  }

  @Override
  public String key() {
    return topic + '-' + partition + '@' + offset;
  }

  @Override
  public String anchor() {
    return key();
  }
}
