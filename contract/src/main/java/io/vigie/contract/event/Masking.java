package io.vigie.contract.event;

import java.util.regex.Pattern;

/** Cuts what looks like a credential out of a text that is kept for people to read. */
final class Masking {
  private static final String STARS = "***";

  private static final String NAME =
      "[\\w.-]{0,40}(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|private[_-]?key"
          + "|access[_-]?key|credentials?|authorization|cookie)[\\w.-]{0,40}";

  /** In quotes, in quotes inside a quoted text, or bare; a quote may be missing where we cut. */
  private static final String VALUE =
      "\\\\\"[^\"\\\\]*+(?:\\\\[^\"][^\"\\\\]*+)*+(?:\\\\\"|$)"
          + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+(?:\"|$)"
          + "|(?:(?:Bearer|Basic) +)?[^\\s\",;&}]+";

  private static final Pattern NAMED =
      Pattern.compile("(?is)(" + NAME + "\\\\?\"?\\s{0,4}[:=]\\s{0,4})(?:" + VALUE + ")");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

  /** The user information of a URL. */
  private static final Pattern IN_URL = Pattern.compile("(://)[^/\\s\"@]+@");

  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*-----|$)", Pattern.DOTALL);

  private Masking() {}

  static String mask(String text) {
    String masked = PEM.matcher(text).replaceAll(STARS);
    masked = NAMED.matcher(masked).replaceAll("$1" + STARS);
    masked = BEARER.matcher(masked).replaceAll("$1 " + STARS);
    return IN_URL.matcher(masked).replaceAll("$1" + STARS + "@");
  }
}
