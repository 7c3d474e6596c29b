package io.vigie.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The keywords of one section, as they count on this node. Reading one that is wrong throws with
 * its place and rule.
 */
public final class Keywords {
  private final Scoped scoped;
  private final String section;

  Keywords(Scoped scoped, String section) {
    this.scoped = scoped;
    this.section = section;
  }

  public String text(String keyword, String otherwise) throws ConfigException {
    return scoped.find(section, keyword).map(Setting::value).orElse(otherwise);
  }

  /**
   * @throws ConfigException also when it is missing
   */
  public String required(String keyword) throws ConfigException {
    Optional<Setting> found = scoped.find(section, keyword);
    if (found.isEmpty() || found.get().value().isEmpty()) {
      throw new ConfigException(
          List.of(
              new Problem(
                  true,
                  scoped.file().name(),
                  scoped.file().line(section),
                  "[" + section + "]",
                  "needs the keyword " + keyword)));
    }
    return found.get().value();
  }

  public boolean has(String keyword) throws ConfigException {
    return scoped.find(section, keyword).isPresent();
  }

  public boolean truth(String keyword, boolean otherwise) throws ConfigException {
    return read(keyword, otherwise, Values::truth);
  }

  public Duration duration(String keyword, Duration otherwise) throws ConfigException {
    return read(keyword, otherwise, Values::duration);
  }

  public long size(String keyword, long otherwise) throws ConfigException {
    return read(keyword, otherwise, Values::size);
  }

  public int number(String keyword, int least, int otherwise) throws ConfigException {
    return read(keyword, otherwise, text -> Values.number(text, least));
  }

  public List<String> words(String keyword) throws ConfigException {
    return read(keyword, List.of(), Values::words);
  }

  public List<String> argv(String keyword) throws ConfigException {
    return read(keyword, List.of(), Values::argv);
  }

  /** Reads a value by a rule of the caller's; what the rule throws is put with the place. */
  public <T> T read(String keyword, T otherwise, Function<String, T> rule) throws ConfigException {
    Optional<Setting> found = scoped.find(section, keyword);
    if (found.isEmpty()) {
      return otherwise;
    }
    try {
      return rule.apply(found.get().value());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ConfigException(
          List.of(Problem.error(scoped.file().name(), found.get(), e.getMessage())));
    }
  }

  /** Every keyword with the value that counts here, for people to read. */
  public Map<String, String> effective() throws ConfigException {
    Map<String, String> values = new TreeMap<>();
    for (Setting setting : scoped.file().settings(section)) {
      scoped
          .find(section, setting.keyword())
          .ifPresent(found -> values.put(found.keyword(), found.value()));
    }
    return values;
  }

  /** A warning for each keyword that is not one of those. */
  public List<Problem> unknown(Set<String> known) {
    List<Problem> problems = new ArrayList<>();
    for (Setting setting : scoped.file().settings(section)) {
      if (!known.contains(setting.keyword())) {
        problems.add(
            Problem.warning(
                scoped.file().name(), setting, "is not a keyword of [" + section + "]"));
      }
    }
    return problems;
  }
}
