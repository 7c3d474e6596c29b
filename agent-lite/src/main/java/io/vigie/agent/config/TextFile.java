package io.vigie.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that people write. */
final class TextFile {
  private static final int LONGEST = 1 << 20;

  private TextFile() {}

  /**
   * @param name of the file, for the person who wrote it
   * @throws ConfigException when it is not text, naming the first byte that is none and its line
   */
  static String read(Path path, String name) throws ConfigException, IOException {
    return decode(bytes(path, name), name);
  }

  /** As {@link #read}; what is no UTF-8 is Latin-1, as people wrote before they had it. */
  static String readOld(Path path, String name) throws ConfigException, IOException {
    byte[] bytes = bytes(path, name);
    try {
      return decode(bytes, name);
    } catch (ConfigException e) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (text.indexOf('\0') >= 0) {
        throw e;
      }
      return text;
    }
  }

  private static byte[] bytes(Path path, String name) throws ConfigException, IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        String rule = "is longer than " + (LONGEST >> 10) + " KiB: such a file is another's";
        throw new ConfigException(List.of(new Problem(true, name, 0, "", rule)));
      }
      return bytes;
    }
  }

  private static String decode(byte[] bytes, String name) throws ConfigException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    int nul = text.indexOf('\0');
    if (nul < 0 && !in.hasRemaining()) {
      return text;
    }
    String before = nul < 0 ? text : text.substring(0, nul);
    int line = 1 + (int) before.chars().filter(each -> each == '\n').count();
    String found = "byte 0x%02x".formatted(nul < 0 ? bytes[in.position()] & 0xff : 0);
    throw new ConfigException(
        List.of(new Problem(true, name, line, found, "not text: the file must be UTF-8")));
  }
}
