package io.vigie.contract.wire;

import io.vigie.contract.event.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The golden samples and schemas, as they are shipped. */
final class Samples {
  private Samples() {}

  /**
   * {@code FULL} has every field, {@code MINIMAL} the required ones, {@code FUTURE} unknown ones.
   */
  enum Variant {
    FULL,
    MINIMAL,
    FUTURE
  }

  static byte[] v1(EventType type, Variant variant) {
    return resource(
        "/samples/v1/"
            + type.wire()
            + '.'
            + variant.name().toLowerCase(java.util.Locale.ROOT)
            + ".json");
  }

  static byte[] schema(String name) {
    return resource("/schemas/" + name + ".json");
  }

  private static byte[] resource(String path) {
    try (InputStream in = Samples.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError(
            path + " is missing: each event type has a schema and three samples");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
