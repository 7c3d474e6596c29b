package io.vigie.standalone;

import java.time.Duration;

/** Lines for the person who started it. */
public final class Terminal {
  /** A step with the time it took. */
  public void step(String what, Duration took) {
    System.out.printf("  %-34s %6.1f s%n", what, took.toMillis() / 1000.0);
  }

  public void say(String line) {
    System.out.println(line);
  }

  public void blank() {
    System.out.println();
  }

  /** A name and its value, aligned. */
  public void fact(String name, String value) {
    System.out.printf("  %-10s %s%n", name, value);
  }
}
