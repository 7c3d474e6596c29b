package io.vigie.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code /metrics} and {@code /health/readiness} on the loopback address. */
final class MetricsServer implements AutoCloseable {
  private final HttpServer server;

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 takes a free one
   * @throws IllegalStateException when it is taken
   */
  static MetricsServer start(int port, Notify notify, PrometheusMeterRegistry registry) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
      server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
      server.createContext("/health/readiness", exchange -> readiness(exchange, notify));
      server.start();
      return new MetricsServer(server);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot listen on port " + port + ": choose another with VIGIE_METRICS_PORT", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void readiness(HttpExchange exchange, Notify notify) throws IOException {
    Optional<String> reason = notify.reason();
    answer(
        exchange,
        reason.isEmpty() ? 200 : 503,
        reason.orElse(notify.leads() ? "sends" : "stands by") + "\n");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      body.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
