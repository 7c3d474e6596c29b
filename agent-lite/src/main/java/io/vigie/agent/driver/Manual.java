package io.vigie.agent.driver;

import io.vigie.agent.config.Keyword;
import java.util.List;
import java.util.Set;

/**
 * What people may know of a driver; {@code docs/drivers.md} is made of it.
 *
 * @param what it brings up, in a sentence
 * @param keywords besides those every resource has
 * @param runs the programs it runs: a word in capitals stands for a value, {@code …} for more words
 */
public record Manual(String what, List<Keyword> keywords, List<String> runs) {
  public Manual {
    keywords = List.copyOf(keywords);
    runs = List.copyOf(runs);
  }

  Set<String> names() {
    return Keyword.names(keywords);
  }

  /** How far our tests go with it. */
  enum Proof {
    REAL("Run for real in our tests"),
    ARGV("Argv checked, never run in our CI");

    final String shown;

    Proof(String shown) {
      this.shown = shown;
    }
  }
}
