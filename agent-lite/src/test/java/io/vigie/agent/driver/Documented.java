package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether what drivers ran stands in their manuals. */
final class Documented {
  private static final Pattern VALUE = Pattern.compile("[A-Z]{2,}");

  private Documented() {}

  static void check(Set<Manual> manuals, List<String> argvs) {
    List<Pattern> runs =
        manuals.stream().flatMap(each -> each.runs().stream()).map(Documented::pattern).toList();
    assertThat(argvs)
        .as("every command stands in the manual of a driver: see docs/drivers.md")
        .allMatch(argv -> runs.stream().anyMatch(run -> run.matcher(argv).matches()));
  }

  private static Pattern pattern(String run) {
    StringBuilder regex = new StringBuilder();
    for (String word : run.split(" ")) {
      String before = regex.isEmpty() ? "" : " ";
      if (word.endsWith("…")) {
        regex.append("(").append(before).append(".*)?");
      } else {
        regex.append(before).append(literal(word));
      }
    }
    return Pattern.compile(regex.toString());
  }

  private static String literal(String word) {
    StringBuilder regex = new StringBuilder();
    for (String part : VALUE.split(word, -1)) {
      regex.append(regex.isEmpty() ? "" : ".+").append(Pattern.quote(part));
    }
    return regex.toString();
  }
}
