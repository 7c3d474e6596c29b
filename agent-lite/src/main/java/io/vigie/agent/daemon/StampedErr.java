package io.vigie.agent.daemon;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Standard error with the moment before each line, for the daemon's log. The logger's own way is a
 * date format, which takes a tenth of an agent's start to learn about locales.
 */
public final class StampedErr extends PrintStream {
  private StampedErr(PrintStream err) {
    super(err, true);
  }

  public static void install() {
    System.setErr(new StampedErr(System.err));
  }

  @Override
  public void println(String line) {
    super.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
  }
}
