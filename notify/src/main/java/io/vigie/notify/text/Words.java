package io.vigie.notify.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of mails in one language. What stands in {@code {braces}} is filled in. */
final class Words {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Words ENGLISH = new Words("en");
  private static final Words FRENCH = new Words("fr");

  private final String language;
  private final Properties texts = new Properties();

  private Words(String language) {
    this.language = language;
    String name = "words_" + language + ".properties";
    try (InputStream in = Words.class.getResourceAsStream(name);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /**
   * @param language two letters; English for one we do not speak
   */
  static Words in(String language) {
    return language.startsWith("fr") ? FRENCH : ENGLISH;
  }

  String language() {
    return language;
  }

  Set<String> keys() {
    return texts.stringPropertyNames();
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  String say(String key) {
    return say(key, Map.of());
  }

  /**
   * @throws IllegalArgumentException when there is no such text
   */
  String say(String key, Map<String, String> in) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(in.getOrDefault(place.group(1), "")));
  }

  /** {@code key.one} or {@code key.other}; {@code {n}} is the number. */
  String count(String key, long n, Map<String, String> in) {
    // in French nothing is singular, in English it is plural
    boolean one = n == 1 || n == 0 && language.equals("fr");
    Map<String, String> all = new HashMap<>(in);
    all.put("n", Long.toString(n));
    return say(key + (one ? ".one" : ".other"), all);
  }
}
