package io.vigie.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /metrics} and {@code /health/readiness} on the loopback address. */
final class MetricsServer implements AutoCloseable {
  private final HttpServer server;

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 takes a free one
   */
  static MetricsServer start(int port, Ingest ingest, PrometheusMeterRegistry registry) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
      server.createContext(
          "/metrics", exchange -> answer(exchange, 200, "text/plain", registry.scrape()));
      server.createContext("/health/readiness", exchange -> readiness(exchange, ingest));
      server.start();
      return new MetricsServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on port " + port + ": choose another with VIGIE_METRICS_PORT", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void readiness(HttpExchange exchange, Ingest ingest) throws IOException {
    List<PartHealth> parts = ingest.parts();
    boolean ready = parts.stream().allMatch(PartHealth::working);
    answer(
        exchange,
        ready ? 200 : 503,
        "application/json",
        json(Map.of("status", ready ? "UP" : "DOWN", "parts", parts)));
  }

  private static String json(Object value) throws IOException {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
