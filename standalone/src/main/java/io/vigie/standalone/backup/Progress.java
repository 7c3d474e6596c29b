package io.vigie.standalone.backup;

import java.io.PrintWriter;

/** How it goes, for the person who waits. */
final class Progress {
  /** Of smaller ones there is no need to tell. */
  private static final long MANY_ROWS = 10_000;

  private Progress() {}

  static void tell(PrintWriter out, Manifest.TableFile table) {
    if (table.rows() >= MANY_ROWS) {
      out.println("  %-20s %,12d rows".formatted(table.table(), table.rows()));
      out.flush();
    }
  }

  /** Rows, bytes, time and rows a second. */
  static String pace(Manifest manifest, long beginNanos) {
    double seconds = Math.max(1, System.nanoTime() - beginNanos) / 1e9;
    return "%,d rows, %.1f MB, %.1f s, %,.0f rows/s"
        .formatted(manifest.rows(), manifest.bytes() / 1e6, seconds, manifest.rows() / seconds);
  }
}
