package io.vigie.ingest;

import io.vigie.contract.setting.Environment;
import io.vigie.ingest.gateway.GatewaySettings;
import io.vigie.store.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What ingest needs to know.
 *
 * @param bootstrap brokers, {@code host:port,host:port}
 * @param client properties of every Kafka client: TLS, SASL
 * @param metricsPort loopback port of {@code /metrics} and {@code /health/readiness}; 0 takes a
 *     free one, -1 opens none
 * @param gateway the HTTP door for nodes without Kafka; empty opens none
 */
public record IngestSettings(
    String bootstrap,
    Map<String, String> client,
    Database database,
    int metricsPort,
    Optional<GatewaySettings> gateway) {
  public static final int NO_METRICS = -1;

  public IngestSettings {
    if (bootstrap == null || bootstrap.isBlank()) {
      throw new IllegalArgumentException("VIGIE_KAFKA must name the brokers, host:port,host:port");
    }
    client = Map.copyOf(client);
    if (metricsPort < NO_METRICS || metricsPort > 65_535) {
      throw new IllegalArgumentException("metrics port must be 0 to 65535; got " + metricsPort);
    }
  }

  /**
   * From {@code VIGIE_KAFKA}, {@code VIGIE_KAFKA_CONFIG} (a properties file, optional), {@code
   * VIGIE_DB_URL}, {@code VIGIE_DB_USER}, {@code VIGIE_DB_PASSWORD_FILE}, {@code
   * VIGIE_METRICS_PORT} (optional, 9404), and what {@link GatewaySettings#from} reads.
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static IngestSettings from(Environment environment) {
    return new IngestSettings(
        environment.required("VIGIE_KAFKA", "host:port of the brokers"),
        environment.client("VIGIE_KAFKA_CONFIG"),
        new Database(
            environment.required("VIGIE_DB_URL", "jdbc:mariadb://host:port/schema"),
            environment.required("VIGIE_DB_USER", "a user of that database"),
            environment.secret("VIGIE_DB_PASSWORD_FILE")),
        environment.port("VIGIE_METRICS_PORT", 9404),
        GatewaySettings.from(environment));
  }

  /** Settings of a Kafka client: the common ones, then these. */
  public Map<String, Object> client(Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(client);
    all.put("bootstrap.servers", bootstrap);
    all.putAll(own);
    return all;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "broker " + bootstrap + ", database " + database;
  }
}
