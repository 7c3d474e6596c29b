package io.vigie.streams.metric;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /metrics} and {@code /health/readiness} on loopback. */
public final class MetricsServer implements AutoCloseable {
  private final HttpServer server;

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param metrics Prometheus text
   * @param healthy whether readiness answers 200; 503 otherwise
   */
  public static MetricsServer start(int port, Supplier<String> metrics, BooleanSupplier healthy)
      throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(loopback, 10);
    server.createContext("/metrics", at -> answer(at, "/metrics", 200, metrics.get()));
    server.createContext(
        "/health/readiness",
        at -> {
          boolean ready = healthy.getAsBoolean();
          String text = ready ? "streams: running\n" : "streams: not running\n";
          answer(at, "/health/readiness", ready ? 200 : 503, text);
        });
    server.start();
    return new MetricsServer(server);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange at, String path, int status, String text)
      throws IOException {
    try (at) {
      boolean known = at.getRequestURI().getPath().equals(path);
      byte[] body = (known ? text : "not here\n").getBytes(StandardCharsets.UTF_8);
      at.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      at.sendResponseHeaders(known ? status : 404, body.length);
      at.getResponseBody().write(body);
    }
  }
}
