package io.vigie.words;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in one language: those of alerts, and what stands beside the class that wants more. What
 * stands in {@code {braces}} is filled in.
 */
public final class Words {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Map<String, Words> READ = new ConcurrentHashMap<>();

  private final String language;
  private final Properties texts = new Properties();

  private Words(String language, Class<?> beside) {
    this.language = language;
    load(Words.class);
    load(beside);
  }

  private void load(Class<?> beside) {
    String name = "words_" + language + ".properties";
    try (InputStream in = beside.getResourceAsStream(name);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " beside " + beside, e);
    }
  }

  /** As {@link #in(String, Class)}, those of alerts alone. */
  public static Words in(String language) {
    return in(language, Words.class);
  }

  /**
   * @param language two letters; English for one we do not speak
   * @param beside has {@code words_en.properties} and {@code words_fr.properties} in its package
   */
  public static Words in(String language, Class<?> beside) {
    String spoken = language.startsWith("fr") ? "fr" : "en";
    return READ.computeIfAbsent(
        spoken + beside.getPackageName(), unread -> new Words(spoken, beside));
  }

  public String language() {
    return language;
  }

  public Set<String> keys() {
    return texts.stringPropertyNames();
  }

  public boolean has(String key) {
    return texts.containsKey(key);
  }

  public String say(String key) {
    return say(key, Map.of());
  }

  /**
   * @throws IllegalArgumentException when there is no such text
   */
  public String say(String key, Map<String, String> in) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(in.getOrDefault(place.group(1), "")));
  }

  /** {@code key.one} or {@code key.other}; {@code {n}} is the number. */
  public String count(String key, long n, Map<String, String> in) {
    // in French nothing is singular, in English it is plural
    boolean one = n == 1 || n == 0 && language.equals("fr");
    Map<String, String> all = new HashMap<>(in);
    all.put("n", Long.toString(n));
    return say(key + (one ? ".one" : ".other"), all);
  }
}
