package io.vigie.agent.command;

import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.LogLevel;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A line of an action for people: the time, the resource, what happened. */
final class LineText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final boolean colour;

  LineText(boolean colour) {
    this.colour = colour;
  }

  String of(ActionLine line) {
    String rid = line.rid().isEmpty() ? "" : line.rid() + "  ";
    String level = line.level() == LogLevel.INFO ? "" : line.level().wire() + ": ";
    Paint paint =
        switch (line.level()) {
          case INFO -> Paint.PLAIN;
          case WARN -> Paint.DOUBTFUL;
          case ERROR -> Paint.BAD;
        };
    String time = TIME.format(line.end() == null ? line.begin() : line.end());
    return Paint.FAINT.on(time, colour) + "  " + rid + paint.on(level + line.text(), colour);
  }
}
