package io.vigie.contract.event;

/**
 * Ends what the api hands on at once: all that people did up to here is on the topics.
 *
 * @param incarnation of the database it came from; another one begins with all that it holds
 * @param n number of the last act that is on the topics
 */
public record PolicyMark(String incarnation, long n) implements Event {
  /** No kind has this key. */
  public static final String KEY = "~mark";

  public PolicyMark {
    Require.id("incarnation", incarnation);
    if (n < 0) {
      throw new IllegalArgumentException("n must be 0 or more; got " + n);
    }
  }

  @Override
  public EventType type() {
    return EventType.POLICY_MARK;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String anchor() {
    return key();
  }
}
