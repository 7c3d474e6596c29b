package io.vigie.agent.spool;

/**
 * How much disk a spool may use.
 *
 * @param maxBytes waiting records over this are given up, the cheapest first
 * @param slackBytes done records the file may carry before it is rewritten
 * @param reserveBytes set apart so that the ends of actions fit on a full disk
 */
public record SpoolLimits(long maxBytes, long slackBytes, int reserveBytes) {
  public static final SpoolLimits DEFAULT =
      new SpoolLimits(64L * 1024 * 1024, 256L * 1024, 1024 * 1024);

  public SpoolLimits {
    if (maxBytes < 1 || slackBytes < 1 || reserveBytes < 1) {
      throw new IllegalArgumentException(
          "spool limits must be 1 byte or more; got "
              + maxBytes
              + ", "
              + slackBytes
              + " and "
              + reserveBytes);
    }
  }
}
