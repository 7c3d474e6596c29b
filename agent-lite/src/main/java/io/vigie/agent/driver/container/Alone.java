package io.vigie.agent.driver.container;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Around;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Exclusive;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.process.Command;

/** A container with a name in the network: while it is down here, nothing answers to that. */
public record Alone(String hostname, Driver inner) implements Exclusive, Around {

  /** The same as it is where the file gives it no name in the network. */
  public static Driver of(ResourceDefinition resource, Driver driver) {
    String hostname = resource.keywords().read("hostname", "", Name::of);
    return hostname.isEmpty() ? driver : new Alone(hostname, driver);
  }

  @Override
  public void checkFree(Step step) throws StepFailed {
    boolean answers = step.run(Command.of("ping", "-c", "1", "-W", "1", hostname)).ok();
    if (answers && !step.dryRun()) {
      throw new StepFailed(hostname + " answers a ping: it is up elsewhere; stop it there first");
    }
  }
}
