package io.vigie.agent.process;

import java.time.Duration;
import java.util.List;

/**
 * How a program ended.
 *
 * @param exit its exit code; 128 + n when signal n ended it, 127 when it could not be run
 * @param timedOut it was killed, and its process tree with it
 * @param lines first lines of its output, secrets masked
 * @param dropped lines left out because of the cap
 */
public record CommandResult(
    Command command,
    int exit,
    boolean timedOut,
    List<OutputLine> lines,
    int dropped,
    Duration took,
    long pid) {
  private static final int LAST_LINES = 3;

  public CommandResult {
    lines = List.copyOf(lines);
  }

  public boolean ok() {
    return exit == 0 && !timedOut;
  }

  /** What it wrote to its standard output, lines joined. */
  public String output() {
    StringBuilder text = new StringBuilder();
    for (OutputLine line : lines) {
      if (!line.error()) {
        text.append(text.isEmpty() ? "" : "\n").append(line.text());
      }
    }
    return text.toString();
  }

  /** One line with argv, exit code and its last words. */
  public String explain() {
    StringBuilder text = new StringBuilder(command.shown());
    if (timedOut) {
      text.append(" took longer than ").append(took.toMillis()).append(" ms and was killed");
    } else {
      text.append(" ended with ").append(exit);
    }
    String separator = ": ";
    for (OutputLine line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
      text.append(separator).append(line.text());
      separator = " / ";
    }
    return text.toString();
  }
}
