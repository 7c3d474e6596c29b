package io.vigie.agent.driver.disk;

import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Commanded;
import io.vigie.agent.driver.command.Looks;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array wherever it is: what assembles arrays at boot may have given it another name.
 *
 * @param device it is assembled as when it is not yet
 */
public record RaidArray(String device, String uuid, Looks looks) implements Driver {
  private static final Command SCAN = Command.of("mdadm", "--detail", "--scan");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\S*ARRAY (?<device>\\S+) .*\\bUUID=(?<uuid>\\S+)");

  @Override
  public String label() {
    return "md " + device;
  }

  @Override
  public Observed status() throws StepFailed {
    return found(looks.now(SCAN)).status();
  }

  @Override
  public Observed glance() throws StepFailed {
    return found(looks.recent(SCAN)).glance();
  }

  @Override
  public Duration patience() {
    return Looks.patience(SCAN).multipliedBy(2);
  }

  @Override
  public void start(Step step) throws StepFailed {
    try {
      found(looks.now(SCAN)).start(step);
    } finally {
      looks.forget(SCAN);
    }
  }

  @Override
  public void stop(Step step) throws StepFailed {
    try {
      found(looks.now(SCAN)).stop(step);
    } finally {
      looks.forget(SCAN);
    }
  }

  private Commanded found(CommandResult scan) throws StepFailed {
    if (!scan.ok() || scan.dropped() > 0) {
      throw new StepFailed(scan.explain());
    }
    Matcher row = ROW.matcher(scan.output());
    String where = device;
    while (row.find()) {
      where = row.group("uuid").equals(uuid) ? row.group("device") : where;
    }
    return new Commanded(SoftwareRaid.recipe(where, uuid), looks);
  }
}
