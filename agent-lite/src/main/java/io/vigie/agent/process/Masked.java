package io.vigie.agent.process;

import io.vigie.agent.config.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Command lines as people may read them. */
final class Masked {
  private Masked() {}

  static String argv(List<String> argv, Set<String> secrets) {
    List<String> words = new ArrayList<>();
    boolean hideNext = false;
    for (String word : argv) {
      words.add(hideNext ? Secrets.MASK : quoted(text(word, secrets)));
      hideNext = word.startsWith("-") && word.indexOf('=') < 0 && Secrets.names(word);
    }
    return String.join(" ", words);
  }

  static String text(String text, Set<String> secrets) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, Secrets.MASK);
    }
    return Secrets.mask(masked);
  }

  private static String quoted(String word) {
    boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> c <= ' ' || c == '\'');
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
