package io.vigie.standalone;

import io.vigie.contract.setting.Environment;
import io.vigie.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** Where Kafka is, asked in the same words by every command that needs it. */
public final class KafkaOptions {
  @Option(
      names = "--kafka",
      paramLabel = "BOOTSTRAP",
      description = "An external Kafka takes the place of the embedded broker.")
  private String bootstrap;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Client properties for that Kafka: TLS, sign-in.")
  private Path config;

  String bootstrap() {
    return bootstrap;
  }

  public Path config() {
    return config;
  }

  public boolean external() {
    return bootstrap != null;
  }

  /**
   * Settings of a client of it; empty when it is not known where it is.
   *
   * @param data folder of a collector whose own broker may run; null asks no folder
   */
  public Optional<Map<String, Object>> client(Path data) {
    Optional<String> servers = Optional.ofNullable(bootstrap);
    if (servers.isEmpty() && data != null) {
      servers = EmbeddedBroker.running(data.resolve("kafka"));
    }
    return servers.map(
        found -> {
          Map<String, Object> client = new HashMap<>();
          if (config != null) {
            client.putAll(Environment.client("--kafka-config", config));
          }
          client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, found);
          return client;
        });
  }
}
