package io.vigie.agent.command;

/** How a command ends, for scripts. */
public enum ExitCode {
  OK(0),
  /** The action ended in error, or there was nothing to do it to. */
  FAILED(1),
  /** The command line makes no sense. */
  USAGE(2),
  /** No such service here, nor such an action. */
  NO_SUCH_SERVICE(3),
  /** Another action is running on the service. */
  BUSY(4),
  /** A configuration file cannot be used. */
  BAD_CONFIG(5),
  /** The agent itself failed. */
  INTERNAL(70);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The code a daemon answered with; one this version does not know is an inner failure. */
  public static ExitCode of(int number) {
    for (ExitCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    return INTERNAL;
  }

  public int number() {
    return number;
  }
}
