package io.vigie.ingest;

/**
 * Whether a part works.
 *
 * @param detail what does not work and what to do; empty while it works
 */
public record PartHealth(String part, boolean working, String detail) {
  public static PartHealth working(String part) {
    return new PartHealth(part, true, "");
  }

  public static PartHealth broken(String part, String detail) {
    return new PartHealth(part, false, detail);
  }
}
