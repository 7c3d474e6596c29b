package io.vigie.standalone.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between notify and a tracker, hands everything on, and can keep one answer to itself. */
final class Between implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI behind;
  private final HttpServer server;
  private final AtomicReference<Trap> trap = new AtomicReference<>();

  /** What was written there, in order. */
  final List<String> written = new CopyOnWriteArrayList<>();

  private record Trap(String call, Runnable strikes) {}

  private Between(URI behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::serve);
    server.start();
  }

  static Between to(URI behind) throws IOException {
    return new Between(behind);
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Once, after a call like that has been answered, this happens instead of the answer.
   *
   * @param call method and path, a regular expression
   */
  void after(String call, Runnable strikes) {
    trap.set(new Trap(call, strikes));
  }

  boolean isSet() {
    return trap.get() != null;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> answer = http.send(request(exchange), BodyHandlers.ofByteArray());
      String call = exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
      if (!call.startsWith("GET") && !call.endsWith("/attachments")) {
        written.add(call + " → " + answer.statusCode());
      }
      Trap set = trap.get();
      if (set != null && call.matches(set.call()) && trap.compareAndSet(set, null)) {
        set.strikes().run();
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      int length = answer.body().length;
      exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
            .timeout(Duration.ofSeconds(30))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (String name : List.of("Authorization", "Content-Type", "Accept")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
