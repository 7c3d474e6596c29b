package io.vigie.agent.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When something runs by itself. Where a clock is set forward, what lies in the hour that is left
 * out runs an hour later; where it is set back, the hour that comes twice counts once.
 *
 * @param text as it was written
 */
public record Schedule(String text, List<Rule> rules) {
  public static final Schedule NEVER = new Schedule("", List.of());

  /** A leap day of a given weekday comes again after 28 years, or after 40. */
  private static final int DAYS_LOOKED_AT = 366 * 40;

  public Schedule {
    rules = List.copyOf(rules);
  }

  /**
   * @throws IllegalArgumentException naming the word that is wrong and the rule it breaks
   */
  public static Schedule parse(String text) {
    return new Schedule(text.strip(), Grammar.rules(text));
  }

  public boolean isNever() {
    return rules.stream().allMatch(Rule::excludes);
  }

  /**
   * The first run after that moment; empty when there is none.
   *
   * @param seed tells one schedule from another of the same words: what is spread lies elsewhere
   */
  public Optional<Instant> next(Instant after, ZoneId zone, long seed) {
    if (isNever()) {
      return Optional.empty();
    }
    LocalDate first = LocalDateTime.ofInstant(after, zone).toLocalDate().minusDays(1);
    for (int i = 0; i < DAYS_LOOKED_AT; i++) {
      // what begins the day before may run after what begins on this day
      Optional<Instant> own = firstOf(first.plusDays(i), after, zone, seed);
      if (own.isPresent()) {
        Optional<Instant> other = firstOf(first.plusDays(i + 1L), after, zone, seed);
        return other.filter(each -> each.isBefore(own.get())).or(() -> own);
      }
    }
    return Optional.empty();
  }

  public List<Instant> next(int many, Instant after, ZoneId zone, long seed) {
    List<Instant> all = new ArrayList<>();
    Optional<Instant> run = next(after, zone, seed);
    while (run.isPresent() && all.size() < many) {
      all.add(run.get());
      run = next(run.get(), zone, seed);
    }
    return all;
  }

  private Optional<Instant> firstOf(LocalDate day, Instant after, ZoneId zone, long seed) {
    TreeSet<LocalDateTime> runs = new TreeSet<>();
    for (Rule each : rules) {
      if (!each.excludes() && each.isOn(day)) {
        each.ranges().forEach(range -> range.runs(day, seed, runs::add));
      }
    }
    return runs.stream()
        .filter(each -> rules.stream().noneMatch(rule -> rule.excludes() && rule.holds(each)))
        .map(each -> each.atZone(zone).toInstant())
        .filter(each -> each.isAfter(after))
        .min(Instant::compareTo);
  }

  @Override
  public String toString() {
    return text;
  }
}
