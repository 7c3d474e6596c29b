package io.vigie.standalone.demo;

import io.vigie.fleet.Fleet;
import io.vigie.fleet.FleetSettings;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.LogFile;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import io.vigie.standalone.Within;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie demo}: a collector, a fleet on which things go wrong, and a real agent. */
@Command(
    name = "demo",
    description =
        "Runs everything in one process: the collector, a fleet on which things go wrong, and a real"
            + " agent of this host with a real, harmless service.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Nodes of the fleet; services twice as many.")
  private int nodes = 200;

  @Option(names = "--port", paramLabel = "N", description = "Port of the console.")
  private int port = 8080;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      description = "Port of the broker; 0 takes a free one.")
  private int kafkaPort;

  @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
  private Path data = Path.of("var");

  @Override
  public Integer call() throws Exception {
    Within.check("--nodes", nodes, 1, 100_000);
    Terminal terminal = new Terminal();
    terminal.fact("log", LogFile.in(data).toString());
    UntilStopped stop = new UntilStopped(terminal);
    Collector collector =
        Collector.start(CollectorSettings.embedded(data, port, kafkaPort), terminal, stop);
    long begin = System.nanoTime();
    Fleet fleet =
        stop.own(Fleet.start(FleetSettings.DEMO.withSize(nodes, 2 * nodes), collector.bootstrap()));
    terminal.step(
        "fleet of " + fleet.nodes() + " nodes, " + fleet.services() + " services",
        Duration.ofNanos(System.nanoTime() - begin));
    Company.moveIn(collector.url(), collector.adminPassword());
    HostAgent host = HostAgent.start(data.resolve("host"), collector.bootstrap(), terminal, stop);
    terminal.blank();
    terminal.fact("console", collector.url());
    collector.mail().ifPresent(server -> terminal.fact("mail", server));
    terminal.fact("sign in", collector.signIn());
    terminal.fact("try", "kill " + host.servicePid());
    terminal.fact(
        "",
        "then watch service "
            + host.service()
            + " on node "
            + host.node()
            + " go down; bring it back:");
    terminal.fact("", host.startCommand());
    terminal.fact("stop", "Ctrl-C; the next start goes on from " + data);
    stop.await();
    return 0;
  }
}
