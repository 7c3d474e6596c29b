package io.vigie.agent.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A keyword of a section, as people read of it.
 *
 * @param usual what counts when it is missing, empty for nothing; null: it must be given
 * @param meaning a part of a sentence, for a cell of a table
 */
public record Keyword(String name, Form form, String usual, String meaning) {

  /** What its value must look like. */
  public enum Form {
    TEXT("text"),
    WORDS("words"),
    PATH("absolute path"),
    COMMAND("command"),
    VARIABLES("NAME=value words"),
    TRUTH("true or false"),
    NUMBER("number"),
    DURATION("duration (30s, 2m)"),
    SIZE("size (512k, 10m)");

    private final String shown;

    Form(String shown) {
      this.shown = shown;
    }

    public String shown() {
      return shown;
    }
  }

  public static Keyword required(String name, Form form, String meaning) {
    return new Keyword(name, form, null, meaning);
  }

  public static Keyword of(String name, Form form, String meaning) {
    return new Keyword(name, form, "", meaning);
  }

  public static Keyword of(String name, Form form, String usual, String meaning) {
    return new Keyword(name, form, usual, meaning);
  }

  public static Keyword of(String name, boolean usual, String meaning) {
    return new Keyword(name, Form.TRUTH, Boolean.toString(usual), meaning);
  }

  public static Keyword of(String name, Duration usual, String meaning) {
    return new Keyword(name, Form.DURATION, usual.toSeconds() + "s", meaning);
  }

  public boolean isRequired() {
    return usual == null;
  }

  public static Set<String> names(List<Keyword> keywords) {
    return keywords.stream().map(Keyword::name).collect(Collectors.toUnmodifiableSet());
  }
}
