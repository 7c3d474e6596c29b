package io.vigie.standalone;

import io.vigie.embedded.EmbeddedMariaDb.Durability;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie up}: the collector alone. */
@Command(
    name = "up",
    description = "Runs the collector: broker, database, streams, recorder, console.",
    footer = {
      "",
      "Mail goes out where VIGIE_SMTP_HOST names a server; that, a directory of people and an"
          + " identity provider are told by variables: docs/install.md."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--listen",
      paramLabel = "ADDR",
      description = "Address of the console and the gateway; any but loopback needs TLS.")
  private String listen = "127.0.0.1";

  @Option(names = "--port", paramLabel = "N", description = "Port of the console.")
  private int port = 8080;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain, PEM.")
  private Path tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM.")
  private Path tlsKey;

  @Option(
      names = "--gateway-port",
      paramLabel = "N",
      description =
          "Port of the gateway, where nodes without Kafka report by HTTP; off by default.")
  private Integer gatewayPort;

  @Option(names = "--kafka-port", paramLabel = "N", description = "Port of the embedded broker.")
  private int kafkaPort = 9092;

  @Option(
      names = "--partitions",
      paramLabel = "P",
      description = "Partitions of the topics, at their first creation.")
  private int partitions = 48;

  @Override
  public Integer call() throws InterruptedException {
    CollectorSettings settings =
        new CollectorSettings(
            database.data(),
            listen,
            tlsCert,
            tlsKey,
            port,
            gatewayPort,
            kafkaPort,
            partitions,
            kafka.bootstrap(),
            kafka.config(),
            database.url(),
            database.user(),
            database.passwordFile(),
            Durability.EACH_COMMIT);
    Terminal terminal = new Terminal();
    terminal.fact("log", LogFile.in(database.data()).toString());
    UntilStopped stop = new UntilStopped(terminal);
    Collector collector = Collector.start(settings, terminal, stop);
    terminal.blank();
    terminal.fact("console", collector.url());
    collector.gatewayUrl().ifPresent(url -> terminal.fact("gateway", url));
    terminal.fact("broker", collector.bootstrap());
    collector.mail().ifPresent(server -> terminal.fact("mail", server));
    terminal.fact("sign in", collector.signIn());
    terminal.fact("stop", "Ctrl-C");
    stop.await();
    return 0;
  }
}
