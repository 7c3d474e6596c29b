package io.vigie.agent.driver.command;

import io.vigie.agent.config.Keywords;
import java.util.regex.Pattern;

/** A name that a program is given as a word of its argv, and must not take for an option. */
public final class Name {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:@+-]{0,254}");

  private Name() {}

  /** A keyword that must be there and be a name. */
  public static String required(Keywords keywords, String keyword) {
    keywords.required(keyword);
    return keywords.read(keyword, "", Name::of);
  }

  public static String of(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a name of letters, digits and . _ : @ + -, and begin with a letter or a digit");
    }
    return text;
  }
}
