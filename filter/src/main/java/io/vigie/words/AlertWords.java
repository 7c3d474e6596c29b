package io.vigie.words;

import io.vigie.contract.event.Alert;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** All there is to say of one alert, for whoever reads it outside the console. */
public final class AlertWords {
  private static final Set<String> SPANS = Set.of("skew s", "sync_max_delay", "timeout");

  private final Words words;
  private final Times times;

  public AlertWords(Words words, Times times) {
    this.words = words;
    this.times = times;
  }

  /** What is wrong, in one sentence. */
  public String what(Alert alert) {
    return new Sayings(words, times).of(alert);
  }

  public String severity(Alert alert) {
    return words.say("severity." + alert.severity().wire());
  }

  /** That it is over, and why. */
  public String over(Alert alert) {
    String because = "lead.resolved." + alert.reason().replace(' ', '_');
    return words.say(words.has(because) ? because : "lead.resolved");
  }

  /**
   * Its rows: name → value.
   *
   * @param ticket it is in; empty for none
   */
  public Map<String, String> rows(Alert alert, String ticket) {
    Map<String, String> rows = new LinkedHashMap<>();
    row(
        rows,
        "severity",
        severity(alert) + (alert.production() ? " (" + words.say("production") + ')' : ""));
    row(rows, "since", times.moment(alert.since()));
    if (alert.resolved() != null) {
      row(rows, "ended", times.moment(alert.resolved()));
      row(rows, "lasted", times.span(Duration.between(alert.since(), alert.resolved())));
    }
    row(rows, "service", alert.service() == null ? "" : alert.service().toString());
    row(rows, "node", alert.node() == null ? "" : alert.node().toString());
    row(rows, "apps", String.join(", ", alert.apps()));
    row(rows, "env", alert.env());
    row(rows, "ticket", ticket);
    if (alert.occurrence() > 1) {
      row(rows, "occurrence", words.count("occurrence", alert.occurrence(), Map.of()));
    }
    return rows;
  }

  private void row(Map<String, String> rows, String name, String value) {
    String line = Plain.line(value);
    if (!line.isEmpty()) {
      rows.put(words.say("row." + name), line);
    }
  }

  /** What decided it: name → value. */
  public Map<String, String> facts(Alert alert) {
    Map<String, String> facts = new LinkedHashMap<>();
    alert
        .facts()
        .forEach(
            (name, value) -> {
              String key = "fact." + name.replace(' ', '_');
              facts.put(
                  words.has(key) ? words.say(key) : Plain.line(name),
                  Plain.line(SPANS.contains(name) ? times.seconds(value) : value));
            });
    return facts;
  }
}
