package io.vigie.standalone.doctor;

/** How well something is; the worst of all is the exit code. */
enum Level {
  OK(0),
  /** Could not be looked at, for something else is broken that is told. */
  UNKNOWN(0),
  /** It works, and will not for ever. */
  WARN(1),
  FAIL(2);

  private final int exit;

  Level(int exit) {
    this.exit = exit;
  }

  int exit() {
    return exit;
  }
}
