package io.vigie.streams;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The streams as a process of their own. Reads {@code VIGIE_KAFKA} (host:port,…), {@code
 * VIGIE_KAFKA_CONFIG} (a properties file for TLS and SASL, optional), {@code VIGIE_DATA} (directory
 * of the state), {@code VIGIE_METRICS_PORT} (loopback, optional). SIGTERM closes cleanly.
 */
public final class StreamsMain {
  private StreamsMain() {}

  public static void main(String[] args) throws InterruptedException {
    StreamsApp app;
    try {
      app = StreamsApp.start(settings(System.getenv()));
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      System.err.println("vigie streams cannot start: " + e.getMessage());
      System.exit(2);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(app::close, "close-streams"));
    app.await();
    if (app.failed()) {
      System.exit(1);
    }
  }

  static StreamsSettings settings(Map<String, String> env) throws IOException {
    String kafka = required(env, "VIGIE_KAFKA", "host:port of the brokers");
    String data = required(env, "VIGIE_DATA", "a directory for the state");
    return new StreamsSettings(
        kafka,
        Path.of(data, "streams"),
        StreamsSettings.APPLICATION_ID,
        client(env.get("VIGIE_KAFKA_CONFIG")),
        port(env.get("VIGIE_METRICS_PORT")));
  }

  private static String required(Map<String, String> env, String name, String what) {
    String value = env.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set; it must be " + what);
    }
    return value;
  }

  private static int port(String value) {
    if (value == null || value.isBlank()) {
      return 0;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "VIGIE_METRICS_PORT must be a port number; got \"" + value + '"', e);
    }
  }

  private static Map<String, String> client(String file) throws IOException {
    if (file == null || file.isBlank()) {
      return Map.of();
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException(
          "VIGIE_KAFKA_CONFIG names " + path + ", which cannot be read");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    }
    Map<String, String> client = new HashMap<>();
    properties.forEach((name, value) -> client.put((String) name, (String) value));
    return client;
  }
}
