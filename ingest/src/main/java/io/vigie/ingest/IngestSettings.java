package io.vigie.ingest;

import io.vigie.store.Database;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What ingest needs to know.
 *
 * @param bootstrap brokers, {@code host:port,host:port}
 * @param client properties of every Kafka client: TLS, SASL
 * @param metricsPort loopback port of {@code /metrics} and {@code /health/readiness}; 0 takes a
 *     free one, -1 opens none
 */
public record IngestSettings(
    String bootstrap, Map<String, String> client, Database database, int metricsPort) {
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
   * VIGIE_METRICS_PORT} (optional, 9404).
   *
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static IngestSettings from(Map<String, String> environment) {
    return new IngestSettings(
        required(environment, "VIGIE_KAFKA"),
        properties(environment.get("VIGIE_KAFKA_CONFIG")),
        new Database(
            required(environment, "VIGIE_DB_URL"),
            required(environment, "VIGIE_DB_USER"),
            password(required(environment, "VIGIE_DB_PASSWORD_FILE"))),
        port(environment.getOrDefault("VIGIE_METRICS_PORT", "9404")));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private static Map<String, String> properties(String file) {
    if (file == null || file.isBlank()) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("VIGIE_KAFKA_CONFIG: cannot read " + file, e);
    }
    Map<String, String> map = new HashMap<>();
    properties.forEach((name, value) -> map.put(name.toString(), value.toString()));
    return map;
  }

  private static String password(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("VIGIE_DB_PASSWORD_FILE: cannot read " + file, e);
    }
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "VIGIE_METRICS_PORT must be a port number; got \"" + text + '"', e);
    }
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
