package io.vigie.agent.check;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * By how many milliseconds the clock is wrong at most, as whoever sets it says: its own distance to
 * its source, with what that source may be off. A clock that is set by nobody has no value, as in a
 * container; one that should be set and is not is 16 s off, which is what NTP calls so.
 */
record Clock(CommandRunner runner) implements Checks.Source {
  private static final String KIND = "ntp";
  private static final BigDecimal UNSYNCHRONISED = BigDecimal.valueOf(16_000);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * A program that can tell.
   *
   * @param always it is there because something sets the clock; else its silence means nothing
   */
  private record Teller(Command command, boolean always, Answer answer) {}

  /** Reads milliseconds from what it printed; empty when it is not that. */
  @FunctionalInterface
  private interface Answer {
    OptionalDouble millis(String output);
  }

  private static final List<Teller> TELLERS =
      List.of(
          new Teller(Command.of("chronyc", "-n", "-c", "tracking"), true, ClockWords::chrony),
          new Teller(Command.of("ntpq", "-n", "-c", "rv"), true, ClockWords::ntpd),
          new Teller(Command.of("timedatectl", "show-timesync"), false, ClockWords::timesyncd));

  @Override
  public void read(Found found) {
    List<String> silent = new ArrayList<>();
    for (Teller teller : TELLERS) {
      if (runner.find(teller.command().argv().get(0)).isPresent()) {
        CommandResult result = runner.run(teller.command().within(PATIENCE));
        Optional<BigDecimal> told = result.ok() ? told(teller, result) : Optional.empty();
        if (told.isPresent()) {
          found.value(KIND, "", told.get(), "ms");
          return;
        }
        if (teller.always()) {
          silent.add(result.explain());
        }
      }
    }
    if (!silent.isEmpty()) {
      found.missed(KIND, "clock: " + String.join("; ", silent));
    }
  }

  private static Optional<BigDecimal> told(Teller teller, CommandResult result) {
    OptionalDouble millis = teller.answer().millis(result.output());
    if (millis.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal exact = BigDecimal.valueOf(Math.abs(millis.getAsDouble()));
    return Optional.of(exact.min(UNSYNCHRONISED).setScale(3, RoundingMode.HALF_UP));
  }
}
