package io.vigie.agent.driver.app;

import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.driver.command.Recipe;
import io.vigie.agent.driver.command.Rows;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.contract.availability.Availability;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A unit of systemd. */
public final class SystemdUnit {
  public static final Manual MANUAL =
      new Manual(
          "A unit of systemd. It must not be enabled: a node that boots would start it by itself.",
          List.of(Keyword.required("unit", TEXT, "its name, nginx.service for example")),
          List.of(
              "systemctl show --property=LoadState,ActiveState,SubState UNIT",
              "systemctl start UNIT",
              "systemctl stop UNIT"));

  private SystemdUnit() {}

  public static Recipe of(ResourceDefinition resource) {
    String unit = Name.required(resource.keywords(), "unit");
    return new Recipe(
        unit,
        Command.of("systemctl", "show", "--property=LoadState,ActiveState,SubState", unit),
        look -> read(look, unit),
        Recipe.always("systemctl", "start", unit),
        Recipe.always("systemctl", "stop", unit));
  }

  private static Observed read(CommandResult look, String unit) throws StepFailed {
    Map<String, String> says = new TreeMap<>();
    for (String line : look.output().split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        says.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    if (!look.ok() || !says.containsKey("ActiveState")) {
      throw new StepFailed(look.explain());
    }
    if ("not-found".equals(says.get("LoadState"))) {
      return Rows.missing("systemd knows no unit " + unit);
    }
    String active = says.get("ActiveState");
    return switch (active) {
      case "active", "reloading" -> Observed.UP;
      case "inactive" -> Observed.DOWN;
      case "failed" -> Observed.DOWN.warning("the unit has failed; see systemctl status " + unit);
      default ->
          Observed.of(Availability.WARN)
              .warning("the unit is " + active + " (" + says.get("SubState") + ")");
    };
  }
}
