package io.vigie.agent.command;

import io.vigie.agent.action.Resource;
import io.vigie.agent.action.Subject;
import io.vigie.agent.driver.sync.Sync;
import io.vigie.agent.driver.sync.Timing;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What runs by itself, and when. */
final class ScheduleText {
  private static final int RUNS = 5;

  /** With its day: "every Monday" is easily written as another day. */
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ENGLISH);

  private ScheduleText() {}

  static List<String> of(List<Subject> services, Instant now, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    for (Subject each : services) {
      for (Resource resource : each.resources()) {
        if (resource.driver() instanceof Sync sync) {
          add(lines, each.id().service() + ' ' + resource.rid(), sync.timing(), now, zone);
        }
      }
    }
    return lines.isEmpty() ? List.of("nothing runs by itself") : lines;
  }

  private static void add(
      List<String> lines, String what, Timing timing, Instant now, ZoneId zone) {
    String text = timing.schedule().text();
    lines.add(what + "  " + (text.isEmpty() ? "@0" : text));
    List<Instant> runs = timing.schedule().next(RUNS, now, zone, timing.seed());
    runs.forEach(each -> lines.add("  " + RUN.format(each.atZone(zone))));
    if (runs.isEmpty()) {
      lines.add("  never");
    }
  }
}
