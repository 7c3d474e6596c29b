package io.vigie.agent.driver.command;

import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Fold;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows that a listing has of one thing. Several are folded: half of it up is a warning.
 *
 * @param row its groups {@code name} and {@code state}
 * @param up states that mean up; what is neither up nor down warns, with its word
 * @param absent what no row means
 */
public record Rows(Pattern row, String name, Set<String> up, Set<String> down, Observed absent)
    implements Recipe.Reading {

  @Override
  public Observed read(CommandResult look) throws StepFailed {
    if (!look.ok()) {
      throw new StepFailed(look.explain());
    }
    Fold fold = Fold.NOTHING;
    Set<String> strange = new LinkedHashSet<>();
    for (Matcher each : of(look)) {
      String state = each.group("state");
      Availability means = meaning(state);
      fold = fold.with(means);
      if (means == Availability.WARN) {
        strange.add(state);
      }
    }
    if (fold.equals(Fold.NOTHING)) {
      return whenAbsent(look);
    }
    Observed seen = Observed.of(fold.shown()).provisioned(true);
    if (strange.isEmpty() && fold.shown() == Availability.WARN) {
      return seen.warning("only a part of it is up");
    }
    return strange.isEmpty() ? seen : seen.warning("it is " + String.join(", ", strange));
  }

  private Observed whenAbsent(CommandResult look) throws StepFailed {
    if (look.dropped() > 0) {
      throw new StepFailed(look.command().shown() + " lists more than can be read");
    }
    return absent;
  }

  private Availability meaning(String state) {
    if (up.contains(state)) {
      return Availability.UP;
    }
    return down.contains(state) ? Availability.DOWN : Availability.WARN;
  }

  /** The rows of this thing. */
  public List<Matcher> of(CommandResult look) {
    List<Matcher> rows = new ArrayList<>();
    for (String line : look.output().split("\n")) {
      Matcher matcher = row.matcher(line.strip());
      if (matcher.matches() && matcher.group("name").equals(name)) {
        rows.add(matcher);
      }
    }
    return rows;
  }

  /** What no row means of a thing that must be made before it can be started. */
  public static Observed missing(String text) {
    return Observed.DOWN.provisioned(false).warning(text);
  }
}
