package io.vigie.standalone.replay;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.id.AlertId;
import io.vigie.standalone.replay.Outcome.Changed;
import io.vigie.standalone.replay.Outcome.Count;
import io.vigie.streams.replay.Again;
import io.vigie.streams.replay.Difference;
import io.vigie.streams.replay.Raising;
import io.vigie.streams.replay.Seen;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What a replay found, for a person at a terminal. */
final class Report {
  private static final int FEW = 5;

  private final PrintWriter out;
  private final String file;
  private final int lines;

  /**
   * @param file what the other rules are called
   * @param lines differences told one by one, at most
   */
  Report(PrintWriter out, String file, int lines) {
    this.out = out;
    this.file = file;
    this.lines = lines;
  }

  void tell(Outcome outcome) {
    out.printf(
        "%s to %s: %,d nodes, %,d services, %,d records read%n",
        moment(outcome.from()),
        moment(outcome.to()),
        outcome.nodes(),
        outcome.services(),
        outcome.records());
    tellRules(outcome);
    out.println();
    tellCounts(outcome.counts());
    out.println();
    tellDifferences(outcome.differences());
    out.println();
    tellRecorded(outcome.recorded());
    tellLimits(outcome);
  }

  private void tellRules(Outcome outcome) {
    if (outcome.rules().isEmpty()) {
      out.println("the rules of " + file + " are those in force");
    }
    for (Changed each : outcome.rules()) {
      out.printf(
          "  %s: %s, in force %s%n", each.kind().wire(), words(each.file()), words(each.inForce()));
    }
    if (!outcome.idle().isEmpty()) {
      out.println(
          "  a replay does not see "
              + names(outcome.idle())
              + ": these rules of "
              + file
              + " change nothing here");
    }
  }

  private static String words(Rule rule) {
    if (!rule.enabled()) {
      return "off";
    }
    String severity =
        rule.production() == rule.other()
            ? rule.production().wire()
            : rule.production().wire() + ", " + rule.other().wire() + " outside production";
    return severity
        + " after "
        + rule.holdSeconds()
        + " s"
        + (rule.escalateSeconds() == 0
            ? ""
            : ", worse after " + rule.escalateSeconds() + " s more");
  }

  private void tellCounts(List<Count> counts) {
    row("raised", "severity", "in force", file, "");
    int before = 0;
    int after = 0;
    for (Count count : counts) {
      before += count.inForce();
      after += count.file();
      row(
          count.kind().wire(),
          count.severity().wire(),
          count.inForce(),
          count.file(),
          more(count.inForce(), count.file()));
    }
    row("all", "", before, after, more(before, after));
  }

  private void row(Object... cells) {
    out.println("%-24s %-9s %9s  %12s  %s".formatted(cells).stripTrailing());
  }

  private static String more(int before, int after) {
    return before == after ? "" : "%+d".formatted(after - before);
  }

  private void tellDifferences(List<Difference> differences) {
    if (differences.isEmpty()) {
      out.println("no difference");
    }
    differences.stream().limit(lines).map(Report::line).forEach(out::println);
    if (differences.size() > lines) {
      out.printf(
          "  and %,d more: --lines %d tells them all, and so does -o json%n",
          differences.size() - lines, differences.size());
    }
  }

  static String line(Difference difference) {
    Raising before = difference.before();
    Raising after = difference.after();
    if (before == null) {
      return "+ " + words(after);
    }
    return after == null
        ? "- " + words(before)
        : "~ " + words(before) + ": " + String.join(", ", Otherwise.words(before, after));
  }

  private static String words(Raising raising) {
    String worst = raising.worst() == raising.severity() ? "" : " to " + raising.worst().wire();
    return moment(raising.raised())
        + ' '
        + alert(raising.alert())
        + ' '
        + raising.severity().wire()
        + worst
        + ", "
        + (raising.resolved() == null
            ? "open to the end"
            : Otherwise.clock(raising.raised(), raising.resolved()))
        + (raising.heldBy() == null ? "" : ", under " + raising.heldBy())
        + (raising.silencedBy().isEmpty() ? "" : ", silenced by " + raising.silencedBy());
  }

  private static String alert(AlertId id) {
    return id.word() + ' ' + id.anchor() + (id.detail().isEmpty() ? "" : ' ' + id.detail());
  }

  private static String moment(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
  }

  private void tellRecorded(Again again) {
    out.printf(
        "recorded then, of kinds that a replay sees: %,d; found again under the rules in force: %,d%s%n",
        again.recorded(),
        again.found(),
        again.more().isEmpty() ? "" : "; found though not recorded: " + again.more().size());
    tellFew("not found again: ", again.lost());
    tellFew("not recorded: ", again.more());
    if (!again.lost().isEmpty() || !again.more().isEmpty()) {
      out.println("  other rules or silences may have been in force then, or parts were away");
    }
    if (!again.unseen().isEmpty()) {
      String kinds =
          again.unseen().entrySet().stream()
              .map(each -> each.getKey().wire() + ' ' + each.getValue())
              .collect(Collectors.joining(", "));
      out.println("  recorded of kinds that it does not see: " + kinds);
    }
  }

  private void tellFew(String what, List<Raising> raisings) {
    raisings.stream().limit(FEW).forEach(each -> out.println("  " + what + words(each)));
    if (raisings.size() > FEW) {
      out.printf("  %s%,d more%n", what, raisings.size() - FEW);
    }
  }

  private void tellLimits(Outcome outcome) {
    out.println(
        "a replay does not see "
            + names(Seen.notKept())
            + ": what decides them is not kept for long");
    if (outcome.partlyKnown() > 0) {
      out.printf(
          "services left out at times, for not all of them was known: %,d; a longer --lead, or none,"
              + " knows more%n",
          outcome.partlyKnown());
    }
  }

  private static String names(List<AlertKind> kinds) {
    return kinds.stream().map(AlertKind::wire).collect(Collectors.joining(", "));
  }
}
