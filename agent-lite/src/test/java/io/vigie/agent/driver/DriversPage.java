package io.vigie.agent.driver;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.LocalDrivers.Type;
import io.vigie.agent.driver.Manual.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/drivers.md}, from the manuals beside the drivers. */
final class DriversPage {
  private DriversPage() {}

  static String render(Map<String, Type> types) {
    StringBuilder page = new StringBuilder(HEAD);
    table(page, ResourceDefinition.KEYWORDS);
    Map<Manual, List<String>> sections = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> sections.computeIfAbsent(type.manual(), m -> new ArrayList<>()).add(name));
    sections.forEach((manual, names) -> section(page, manual, names, types));
    return page.toString();
  }

  private static void section(
      StringBuilder page, Manual manual, List<String> names, Map<String, Type> types) {
    page.append("\n## ").append(String.join(", ", names)).append("\n\n");
    page.append(manual.what()).append("\n\n");
    for (Proof proof : Proof.values()) {
      List<String> proved =
          names.stream().filter(name -> types.get(name).proof() == proof).toList();
      if (!proved.isEmpty()) {
        String whose = names.size() == proved.size() ? "" : ": " + String.join(", ", proved);
        page.append("*").append(proof.shown).append(whose).append(".*\n\n");
      }
    }
    if (!manual.keywords().isEmpty()) {
      table(page, manual.keywords());
    }
    if (!manual.runs().isEmpty()) {
      String runs = manual.runs().stream().collect(Collectors.joining("\n"));
      page.append("\n```\n").append(runs).append("\n```\n");
    }
  }

  private static void table(StringBuilder page, List<Keyword> keywords) {
    page.append("| keyword | value | usual | meaning |\n|---|---|---|---|\n");
    for (Keyword each : keywords) {
      String usual = each.isRequired() ? "**needed**" : each.usual();
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(each.name(), each.form().shown(), usual, each.meaning()));
    }
  }

  private static final String HEAD =
      """
      # Drivers

      What a resource of a service file may be: `type = ext4` in `[fs#data]` is the driver `fs.ext4`. Made from the code. After a
      change: `mvn -pl agent-lite -am test -Dtest=DriversPageTest -Dsurefire.failIfNoSpecifiedTests=false -Daccept`.

      Every command is an argv, never a shell, with a time-out; a dry run shows those that change something. Below each driver stand
      the commands it runs: a word in capitals is a value, `…` more words. Every driver may be asked twice: what is up is not
      started again. What is run for real in our tests is so on a machine that has those programs; on another the tests say that they
      did not run.

      Every resource has these keywords besides those of its driver:

      """;
}
