package io.vigie.standalone;

/** Numbers of the command line are looked at before anything is started. */
public final class Within {
  public static final int LAST_PORT = 65_535;

  private Within() {}

  /**
   * @param option as it is written on the command line
   * @throws IllegalArgumentException when the value is not from least to most
   */
  public static void check(String option, double value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          option
              + " must be "
              + least
              + (most == Long.MAX_VALUE ? " or more" : " to " + most)
              + "; got "
              + (value == Math.rint(value) ? String.valueOf((long) value) : value));
    }
  }
}
