package io.vigie.agent.driver.sync;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a copy came to.
 *
 * @param files sent
 * @param bytes sent, as they went over the wire
 * @param skipped why nothing was sent; empty when something was, or nothing had changed
 * @param trouble what went wrong and hindered nothing; empty for nothing
 */
public record Tally(long files, long bytes, String skipped, String trouble) {
  public static final Tally NOTHING = new Tally(0, 0, "", "");

  private static final Pattern FILES =
      Pattern.compile("(?m)^Number of regular files transferred: ([\\d,.]+)");
  private static final Pattern BYTES = Pattern.compile("(?m)^Total bytes sent: ([\\d,.]+)");

  static Tally skipped(String why) {
    return new Tally(0, 0, why, "");
  }

  /** From what rsync tells with {@code --stats}. */
  static Tally of(String stats) {
    return new Tally(number(FILES, stats), number(BYTES, stats), "", "");
  }

  Tally with(String trouble) {
    return trouble.isEmpty() ? this : new Tally(files, bytes, skipped, trouble);
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1).replaceAll("[,.]", "")) : 0;
  }
}
