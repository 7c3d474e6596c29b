package io.vigie.standalone;

import java.nio.file.Path;

/** Where this process logs to: decided before the first logger is asked for. */
public final class LogFile {
  /** As logback.xml has it: a property, or a variable of the environment. */
  private static final String NAME = "vigie.log";

  private LogFile() {}

  /**
   * Beside what the collector keeps, unless something else was said.
   *
   * @return the file in force
   */
  public static Path in(Path data) {
    if (System.getProperty(NAME) == null) {
      String given = System.getenv(NAME);
      System.setProperty(NAME, given == null ? data.resolve(NAME).toString() : given);
    }
    return Path.of(System.getProperty(NAME));
  }
}
