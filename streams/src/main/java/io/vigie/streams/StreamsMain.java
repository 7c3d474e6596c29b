package io.vigie.streams;

import io.vigie.contract.setting.Environment;
import java.nio.file.Path;

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
      app = StreamsApp.start(settings(Environment.ofProcess()));
    } catch (IllegalArgumentException | IllegalStateException e) {
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

  static StreamsSettings settings(Environment environment) {
    return new StreamsSettings(
        environment.required("VIGIE_KAFKA", "host:port of the brokers"),
        Path.of(environment.required("VIGIE_DATA", "a directory for the state"), "streams"),
        StreamsSettings.APPLICATION_ID,
        environment.client("VIGIE_KAFKA_CONFIG"),
        environment.port("VIGIE_METRICS_PORT", 0));
  }
}
