package io.vigie.agent.driver.disk;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Around;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Exclusive;
import io.vigie.agent.driver.Recent;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Commanded;
import io.vigie.agent.driver.command.Looks;
import io.vigie.agent.process.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A disk of DRBD whose peers are asked before it is made primary. One that ran all the time knows
 * whether it missed anything; one that was off until now does not, and must find them first.
 */
public record DrbdDisk(String name, Commanded disk, Looks looks) implements Exclusive, Around {
  private static final Duration PEERS_COME = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  public static DrbdDisk of(ResourceDefinition resource, Looks looks) {
    Commanded disk = new Commanded(Drbd.of(resource), looks);
    return new DrbdDisk(resource.keywords().text("res", ""), disk, looks);
  }

  @Override
  public Driver inner() {
    return disk;
  }

  @Override
  public void checkFree(Step step) throws StepFailed {
    if (!Drbd.isConfigured(look())) {
      bringUp(step);
    }
    Optional<String> primary = Drbd.primaryPeer(look());
    if (primary.isPresent()) {
      throw new StepFailed(name + " is primary on " + primary.get() + ": stop it there first");
    }
  }

  // secondary, as a stop leaves it: nobody can be asked before
  private void bringUp(Step step) throws StepFailed {
    try {
      step.must(Drbd.up(name));
    } finally {
      looks.forget(disk.recipe().look());
    }
    Recent<CommandResult> recent = new Recent<>(this::look, BETWEEN_LOOKS);
    if (!step.await(PEERS_COME, () -> isConnected(recent))) {
      String peers = String.join(", ", Drbd.unconnected(look()));
      // the next start must not take it for one that ran all the time
      takeDown(step);
      throw new StepFailed(name + " was off and finds no " + peers + ": what is on it may be old");
    }
  }

  private void takeDown(Step step) throws StepFailed {
    try {
      step.must(List.of("drbdadm", "down", name));
    } finally {
      looks.forget(disk.recipe().look());
    }
  }

  private static boolean isConnected(Recent<CommandResult> recent) {
    try {
      CommandResult seen = recent.glance();
      return Drbd.isConfigured(seen) && Drbd.unconnected(seen).isEmpty();
    } catch (StepFailed e) {
      // asked again until the time is up
      return false;
    }
  }

  private CommandResult look() throws StepFailed {
    return looks.now(disk.recipe().look());
  }
}
