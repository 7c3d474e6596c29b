package io.vigie.standalone;

import io.vigie.contract.setting.Environment;
import io.vigie.contract.setting.Listening;
import io.vigie.embedded.EmbeddedMariaDb.Durability;
import io.vigie.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a collector in one process is set up.
 *
 * @param listen address of the console
 * @param tlsCert PEM certificate chain, null for none
 * @param tlsKey PEM key, null for none
 * @param port of the console
 * @param gatewayPort of the HTTP door for nodes without Kafka; null opens none
 * @param kafkaPort of the embedded broker
 * @param partitions P at the first creation of the topics
 * @param kafka bootstrap of an external Kafka; null embeds a broker
 * @param kafkaConfig client properties for that Kafka: TLS, sign-in; null for none
 * @param dbUrl JDBC URL of an external MariaDB; null embeds one
 * @param dbPasswordFile file with the password of {@code dbUser}
 */
public record CollectorSettings(
    Path data,
    String listen,
    Path tlsCert,
    Path tlsKey,
    int port,
    Integer gatewayPort,
    int kafkaPort,
    int partitions,
    String kafka,
    Path kafkaConfig,
    String dbUrl,
    String dbUser,
    Path dbPasswordFile,
    Durability durability) {

  public CollectorSettings {
    Within.check("--port", port, 0, Within.LAST_PORT);
    if (gatewayPort != null) {
      Within.check("--gateway-port", gatewayPort, 0, Within.LAST_PORT);
    }
    Within.check("--kafka-port", kafkaPort, 0, Within.LAST_PORT);
    Within.check("--partitions", partitions, 1, 1_000);
    Listening.check("--listen", listen, "--tls-cert", tlsCert, "--tls-key", tlsKey);
    refuseMissing("--db-password-file", dbPasswordFile);
    refuseMissing("--kafka-config", kafkaConfig);
    if (kafkaConfig != null && kafka == null) {
      throw new IllegalArgumentException("--kafka-config goes with --kafka");
    }
    if (dbUrl != null && (dbUser == null || dbPasswordFile == null)) {
      throw new IllegalArgumentException("--db-url needs --db-user and --db-password-file");
    }
  }

  /** Everything in this process, on loopback, four partitions, quick to write: demo, benchmarks. */
  public static CollectorSettings embedded(Path data, int port, int kafkaPort) {
    return new CollectorSettings(
        data,
        "127.0.0.1",
        null,
        null,
        port,
        null,
        kafkaPort,
        4,
        null,
        null,
        null,
        null,
        null,
        Durability.EACH_SECOND);
  }

  /** The same on free ports. */
  public static CollectorSettings scratch(Path data) {
    return embedded(data, 0, 0);
  }

  public CollectorSettings withGateway(int gateway) {
    return new CollectorSettings(
        data,
        listen,
        tlsCert,
        tlsKey,
        port,
        gateway,
        kafkaPort,
        partitions,
        kafka,
        kafkaConfig,
        dbUrl,
        dbUser,
        dbPasswordFile,
        durability);
  }

  /** Of the Kafka that {@code kafka} names; nothing beside it unless there is a file. */
  Map<String, String> kafkaClient() {
    return kafkaConfig == null ? Map.of() : Environment.client("--kafka-config", kafkaConfig);
  }

  /** What {@code dbUrl} names. */
  Database externalDatabase() {
    return new Database(dbUrl, dbUser, Environment.secret("--db-password-file", dbPasswordFile));
  }

  private static void refuseMissing(String option, Path file) {
    if (file != null && !Files.isReadable(file)) {
      throw new IllegalArgumentException(option + " " + file + " cannot be read");
    }
  }
}
