package io.vigie.ingest.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the audit topic as a link of its partition's chain. The hash is SHA-256 of these
 * lines, each ended by a line feed, and of the value behind them: {@code vigie-audit-1}, the hash
 * before, topic id, partition, number, offset, time, bytes of the value (-1 for none).
 *
 * @param n number in its partition, from 1 without a gap
 * @param topicId id the topic got when it was created: offsets mean something only in it
 * @param appended time of the record, milliseconds since 1970
 * @param day of {@code appended}, UTC; never before that of the link before
 * @param value as it stands in the record; null when it has none
 * @param prev hash of the link before
 */
public record Link(
    int part,
    long n,
    String topicId,
    long pos,
    long appended,
    LocalDate day,
    byte[] value,
    String prev,
    String hash) {
  private static final String VERSION = "vigie-audit-1";

  /** What the first link of a partition is linked to. */
  public static Link beginning(int part) {
    return new Link(part, 0, "", -1, 0, LocalDate.EPOCH, null, "", "0".repeat(64));
  }

  /** The link that follows this one. */
  public Link next(String topic, ConsumerRecord<byte[], byte[]> record) {
    return new Link(
            part,
            n + 1,
            topic,
            record.offset(),
            record.timestamp(),
            dayOfNext(record.timestamp()),
            record.value(),
            hash,
            "")
        .rehashed();
  }

  /** Whether a record is this link, or one of those before it. */
  public boolean covers(String topic, long offset) {
    return topicId.equals(topic) && offset <= pos;
  }

  /** Names it for ever: partition and number. */
  public String id() {
    return part + "-" + n;
  }

  static LocalDate dayOf(long time) {
    return Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).toLocalDate();
  }

  LocalDate dayOfNext(long time) {
    LocalDate own = dayOf(time);
    return own.isBefore(day) ? day : own;
  }

  /** Whether its hash is that of what it says. */
  boolean intact() {
    return rehashed().hash.equals(hash);
  }

  Link withPrev(String other) {
    return new Link(part, n, topicId, pos, appended, day, value, other, hash);
  }

  private Link rehashed() {
    return new Link(part, n, topicId, pos, appended, day, value, prev, digest());
  }

  private String digest() {
    String head =
        "%s\n%s\n%s\n%d\n%d\n%d\n%d\n%d\n"
            .formatted(
                VERSION, prev, topicId, part, n, pos, appended, value == null ? -1 : value.length);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(head.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(value == null ? sha.digest() : sha.digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
