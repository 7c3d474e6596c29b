package io.vigie.contract.event;

import java.time.Instant;

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
  public Rejected {
    Require.id("reason", reason);
    detail = Require.text(detail, 1_000);
    topic = Require.text(topic);
    recordKey = Require.text(recordKey, 800);
    excerpt = Require.text(excerpt, 1_000);
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
