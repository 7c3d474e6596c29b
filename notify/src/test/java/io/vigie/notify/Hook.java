package io.vigie.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web server of somebody's, that keeps what it was told. */
public final class Hook implements AutoCloseable {
  /** Calls as they came, whatever was answered. */
  public final List<Call> calls = new CopyOnWriteArrayList<>();

  /** What it does with a call that it has read. */
  public volatile Manner manner = exchange -> answer(exchange, 200, "ok");

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "hook");
            thread.setDaemon(true);
            return thread;
          });

  public record Call(
      String method, String path, String key, String signature, String timestamp, String body) {}

  /** How it answers. */
  @FunctionalInterface
  public interface Manner {
    void answer(HttpExchange exchange) throws IOException;
  }

  private Hook(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::hear);
    server.start();
  }

  public static Hook open() {
    try {
      return new Hook(HttpServer.create(anyPort(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Hook secure(SSLContext tls) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new Hook(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    // a name that is not in its certificate must find it too
    return new InetSocketAddress(0);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void hear(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("X-Vigie-Signature"),
            exchange.getRequestHeaders().getFirst("X-Vigie-Timestamp"),
            body));
    manner.answer(exchange);
  }

  public static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
