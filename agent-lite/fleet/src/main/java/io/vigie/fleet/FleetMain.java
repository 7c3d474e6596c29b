package io.vigie.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a fleet until it is interrupted. */
@Command(
    name = "vigie-fleet",
    mixinStandardHelpOptions = true,
    description = "A fleet of simulated nodes that reports to a broker.")
public final class FleetMain implements Callable<Integer> {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      required = true,
      description = "the broker")
  private String bootstrap;

  @Option(names = "--nodes", defaultValue = "200", description = "default ${DEFAULT-VALUE}")
  private int nodes;

  @Option(names = "--services", defaultValue = "400", description = "default ${DEFAULT-VALUE}")
  private int services;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "the same seed gives the same fleet, default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--quiet", description = "nothing goes wrong")
  private boolean quiet;

  @Option(
      names = "--loop-seconds",
      defaultValue = "480",
      description = "the scenario begins again after that, default ${DEFAULT-VALUE}")
  private int loopSeconds;

  private FleetMain() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new FleetMain()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    FleetSettings settings =
        new FleetSettings(nodes, services, seed, !quiet, Duration.ofSeconds(loopSeconds), Map.of());
    Fleet fleet = Fleet.start(settings, bootstrap);
    Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "vigie-fleet-stop"));
    System.out.printf(
        "%d nodes, %d services, %d instances report to %s; Ctrl-C stops%n",
        fleet.nodes(), fleet.services(), fleet.instances(), bootstrap);
    new CountDownLatch(1).await();
    return 0;
  }
}
