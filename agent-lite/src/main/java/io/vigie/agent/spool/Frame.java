package io.vigie.agent.spool;

import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Order;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What the spool file is a row of. On disk: length of the body (4 bytes, big endian), CRC-32C of
 * the body (4), body. A frame that is cut short or does not match its checksum was never finished.
 */
sealed interface Frame {
  int HEAD = 8;

  /** Larger than any record a broker takes, so that such a record can be spooled and named. */
  int MAX_BODY = 4 * 1024 * 1024;

  /** Wire code of a note; records carry {@code 1 + Kind.ordinal()}. */
  byte NOTE_CODE = 0;

  record Record(Entry entry) implements Frame {
    @Override
    public byte[] body() {
      byte[] topic = entry.topic().wire().getBytes(StandardCharsets.UTF_8);
      byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
      byte[] anchor = entry.anchor().getBytes(StandardCharsets.UTF_8);
      int texts = 3 * Short.BYTES + topic.length + key.length + anchor.length;
      ByteBuffer body =
          ByteBuffer.allocate(1 + 2 * Long.BYTES + texts + entry.value().length)
              .put((byte) (1 + entry.kind().ordinal()));
      put(body, entry.order());
      return put(put(put(body, topic), key), anchor).put(entry.value()).array();
    }
  }

  /**
   * @param doneBefore entries below that place are done
   * @param last greatest place handed out so far
   */
  record Note(Order doneBefore, Order last) implements Frame {
    @Override
    public byte[] body() {
      ByteBuffer body = ByteBuffer.allocate(1 + 4 * Long.BYTES).put(NOTE_CODE);
      put(body, doneBefore);
      put(body, last);
      return body.array();
    }
  }

  byte[] body();

  default ByteBuffer encode() {
    byte[] body = body();
    CRC32C crc = new CRC32C();
    crc.update(body);
    return ByteBuffer.allocate(HEAD + body.length)
        .putInt(body.length)
        .putInt((int) crc.getValue())
        .put(body)
        .flip();
  }

  static boolean matches(ByteBuffer body, int checksum) {
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate());
    return (int) crc.getValue() == checksum;
  }

  /** Null when this version does not know the record's topic. */
  static Frame decode(ByteBuffer body) {
    byte code = body.get();
    Order order = order(body);
    if (code == NOTE_CODE) {
      return new Note(order, order(body));
    }
    Topic topic = Topic.parse(text(body));
    String key = text(body);
    String anchor = text(body);
    byte[] value = new byte[body.remaining()];
    body.get(value);
    return topic == null
        ? null
        : new Record(new Entry(order, Kind.values()[code - 1], topic, key, anchor, value));
  }

  private static void put(ByteBuffer body, Order order) {
    body.putLong(order.epoch()).putLong(order.seq());
  }

  private static ByteBuffer put(ByteBuffer body, byte[] text) {
    return body.putShort((short) text.length).put(text);
  }

  private static Order order(ByteBuffer body) {
    return new Order(body.getLong(), body.getLong());
  }

  private static String text(ByteBuffer body) {
    byte[] text = new byte[body.getShort()];
    body.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
