package io.vigie.api.enrolment;

import io.vigie.api.act.Refusal;
import java.util.regex.Pattern;

/**
 * Which names nodes may join by: {@code web*}, {@code db-??}.
 *
 * @param pattern {@code *} stands for any characters, {@code ?} for one
 */
record NodeNames(String pattern) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9*?][A-Za-z0-9._*?-]{0,254}");
  private static final int MOST_STARS = 3;

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 for what no name is like
   */
  static NodeNames wished(String pattern) {
    String text = pattern == null ? "" : pattern.strip();
    // each more makes a name that does not fit take longer
    long stars = text.chars().filter(c -> c == '*').count();
    if (!FORM.matcher(text).matches() || stars > MOST_STARS) {
      throw Refusal.wrong(
          "names must be a name or a pattern of names such as web* or db-??, of A-Z a-z 0-9 . _ -,"
              + " with at most "
              + MOST_STARS
              + " times *");
    }
    return new NodeNames(text);
  }

  boolean allow(String name) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.matches(regex, name);
  }
}
