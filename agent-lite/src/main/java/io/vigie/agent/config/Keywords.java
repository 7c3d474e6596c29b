package io.vigie.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The keywords of one section, as they count on this node. One that is wrong is noted with its
 * place and rule and reads as what stands for it when it is missing, so that all that is wrong is
 * told at once; whoever has read them all asks {@link #check}.
 */
public final class Keywords {
  private static final Set<String> NO = Set.of("f", "false", "n", "no", "off", "0", "none");

  private final Scoped scoped;
  private final String section;
  private final Set<Problem> problems = new LinkedHashSet<>();

  Keywords(Scoped scoped, String section) {
    this.scoped = scoped;
    this.section = section;
  }

  public String text(String keyword, String otherwise) {
    return find(keyword).map(Setting::value).orElse(otherwise);
  }

  /** Wrong when it is missing; empty then. */
  public String required(String keyword) {
    Optional<Setting> found = find(keyword);
    // a reference to nothing was noted as such
    boolean noted = found.isEmpty() && scoped.raw(section, keyword).isPresent();
    String value = found.map(Setting::value).orElse("");
    if (value.isEmpty() && !noted) {
      wrong(scoped.file().line(section), "[" + section + "]", "needs the keyword " + keyword);
    }
    return value;
  }

  public boolean has(String keyword) {
    return find(keyword).isPresent();
  }

  public boolean truth(String keyword, boolean otherwise) {
    return read(keyword, otherwise, Values::truth);
  }

  public Duration duration(String keyword, Duration otherwise) {
    return read(keyword, otherwise, Values::duration);
  }

  public long size(String keyword, long otherwise) {
    return read(keyword, otherwise, Values::size);
  }

  public int number(String keyword, int least, int otherwise) {
    return read(keyword, otherwise, text -> Values.number(text, least));
  }

  public List<String> words(String keyword) {
    return read(keyword, List.of(), Values::words);
  }

  public List<String> argv(String keyword) {
    return read(keyword, List.of(), Values::argv);
  }

  /** Reads a value by a rule of the caller's; what the rule throws is noted with the place. */
  public <T> T read(String keyword, T otherwise, Function<String, T> rule) {
    Optional<Setting> found = find(keyword);
    if (found.isEmpty()) {
      return otherwise;
    }
    try {
      return rule.apply(found.get().value());
    } catch (IllegalArgumentException | ArithmeticException e) {
      String setting = scoped.masked(found.get().toString());
      wrong(found.get().line(), setting, scoped.masked(e.getMessage()));
      return otherwise;
    }
  }

  private Optional<Setting> find(String keyword) {
    try {
      return scoped.find(section, keyword);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /**
   * Something is wrong that no keyword alone could know.
   *
   * @param line 0 for the section as a whole
   * @param setting as a person would find it
   */
  public void wrong(int line, String setting, String rule) {
    int place = line == 0 ? scoped.file().line(section) : line;
    problems.add(new Problem(true, scoped.file().name(), place, setting, rule));
  }

  /** What was wrong with the keywords that were read so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * @throws ConfigException with all that was wrong
   */
  public void check() throws ConfigException {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems());
    }
  }

  /** Every keyword with the value that counts here, for people to read; what is wrong is noted. */
  public Map<String, String> effective() {
    Map<String, String> values = new TreeMap<>();
    for (Setting setting : scoped.file().settings(section)) {
      find(setting.keyword())
          .ifPresent(
              found ->
                  values.put(found.keyword(), scoped.masked(Secrets.maskCommands(found.value()))));
    }
    return values;
  }

  /** A text for people, without the credentials of this file, wherever they are used. */
  public String masked(String text) {
    return scoped.masked(text);
  }

  /** A warning for each keyword that is not one of those. */
  public List<Problem> unknown(Set<String> known) {
    List<Problem> problems = new ArrayList<>();
    for (Setting setting : scoped.file().settings(section)) {
      if (!known.contains(setting.keyword()) && !isUnsaid(setting)) {
        problems.add(Problem.warning(scoped.file().name(), setting, unknown(setting.keyword())));
      }
    }
    return problems;
  }

  private String unknown(String keyword) {
    String otherwise = "is not a keyword of [" + section + "]";
    return isOfService() ? Unused.says(keyword).orElse(otherwise) : otherwise;
  }

  /** Whoever says no to what nothing here does anyway needs no word about it. */
  private boolean isUnsaid(Setting setting) {
    return isOfService()
        && Unused.says(setting.keyword()).isPresent()
        && NO.contains(setting.value().toLowerCase(Locale.ROOT));
  }

  private boolean isOfService() {
    return section.equals(Scoped.DEFAULT) || section.indexOf('#') > 0;
  }
}
