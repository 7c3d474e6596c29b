package io.vigie.agent.config;

/** Whose ways a service file keeps. */
public enum Generation {
  /** Files of 2010 and the years after it. */
  FIRST("first: an .env file"),
  /** Today's shape; some names are those of before. */
  SECOND("second: a .conf file with names of before"),
  TODAY("today's");

  static final String ENV = ".env";
  static final String CONF = ".conf";

  private final String words;

  Generation(String words) {
    this.words = words;
  }

  /**
   * @param renamed whether something in it has another name today
   */
  static Generation of(String file, boolean renamed) {
    if (file.endsWith(ENV)) {
      return FIRST;
    }
    return renamed ? SECOND : TODAY;
  }

  /** The service whose file has that name: what stands before {@code .conf} or {@code .env}. */
  public static String service(String file) {
    return file.replaceFirst("\\.(conf|env)$", "");
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
