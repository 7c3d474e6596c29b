package io.vigie.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link BinaryWriter} wrote. */
public final class BinaryReader {
  private final String what;
  private final byte[] buffer;
  private final int version;
  private int at;

  /**
   * @param what named in errors
   * @param newest version that is read; earlier ones are too
   * @throws IllegalArgumentException when the bytes are of a newer version
   */
  public BinaryReader(String what, int newest, byte[] buffer) {
    this.what = what;
    this.buffer = buffer;
    this.version = next();
    if (version < 1 || version > newest) {
      throw new IllegalArgumentException(
          what + " is stored in version " + version + "; this program reads 1 to " + newest);
    }
  }

  /** In which the bytes were written. */
  public int version() {
    return version;
  }

  /** What a later program added at the end, and an earlier one left out. */
  public boolean hasMore() {
    return at < buffer.length;
  }

  public long number() {
    long value = 0;
    int shift = 0;
    int b;
    do {
      b = next();
      value |= (long) (b & 0x7F) << shift;
      shift += 7;
    } while ((b & 0x80) != 0);
    return value >>> 1 ^ -(value & 1);
  }

  /** A number of things or a small value. */
  public int count() {
    return Math.toIntExact(number());
  }

  public boolean flag() {
    return next() != 0;
  }

  public String text() {
    int length = length();
    String text = new String(buffer, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  public byte[] raw() {
    int length = length();
    at += length;
    return Arrays.copyOfRange(buffer, at - length, at);
  }

  private int length() {
    int length = count();
    if (length < 0 || length > buffer.length - at) {
      throw cut();
    }
    return length;
  }

  public List<String> texts() {
    int size = count();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(text());
    }
    return texts;
  }

  private int next() {
    if (at >= buffer.length) {
      throw cut();
    }
    return buffer[at++] & 0xFF;
  }

  private IllegalArgumentException cut() {
    return new IllegalArgumentException(what + " ends at byte " + buffer.length + ", too early");
  }
}
