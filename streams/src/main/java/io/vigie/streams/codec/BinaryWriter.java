package io.vigie.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Writes the compact form of what the stores keep: a version byte, then fields in order. Numbers
 * are zigzag varints, texts are UTF-8 with their length before them.
 */
public final class BinaryWriter {
  private byte[] buffer = new byte[512];
  private int size;

  public BinaryWriter(int version) {
    put(version);
  }

  public BinaryWriter number(long value) {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
    return this;
  }

  public BinaryWriter flag(boolean value) {
    put(value ? 1 : 0);
    return this;
  }

  public BinaryWriter text(String value) {
    return raw(value.getBytes(StandardCharsets.UTF_8));
  }

  public BinaryWriter raw(byte[] bytes) {
    number(bytes.length);
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  public BinaryWriter texts(Collection<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  public byte[] bytes() {
    return Arrays.copyOf(buffer, size);
  }

  private void put(int b) {
    room(1);
    buffer[size++] = (byte) b;
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
