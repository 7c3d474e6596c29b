package io.vigie.notify.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigie.contract.wire.Json;
import io.vigie.notify.web.Networks;
import io.vigie.notify.web.Web;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * A tracker that answers what was written down of a real one, as long as it is asked exactly that.
 */
final class Recorded implements AutoCloseable {
  /** What was asked otherwise than it should be. */
  final List<String> wrong = new ArrayList<>();

  private final JsonNode all;
  private final Deque<JsonNode> left = new ArrayDeque<>();
  private final HttpServer server;
  private final Web web = new Web(Networks.parse("127.0.0.0/8"), tls(), Duration.ofSeconds(20));

  private Recorded(JsonNode all) throws IOException {
    this.all = all;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  static Recorded of(String template) {
    try (InputStream in = Recorded.class.getResourceAsStream("recorded-" + template + ".json")) {
      return new Recorded(Json.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on that part of it is asked, once. */
  void expect(String part) {
    all.get(part).forEach(left::add);
  }

  Tracker tracker(String template) {
    Map<String, String> settings = new TreeMap<>();
    all.get("settings").properties().forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    return new Tracker(
        template,
        "http://127.0.0.1:" + server.getAddress().getPort() + "/base/",
        settings,
        all.get("secret").asText(),
        new Rest(web, all.get("secret").asText()));
  }

  String link(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/base" + path;
  }

  int left() {
    return left.size();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String asked = asked(exchange);
    JsonNode next = left.poll();
    String expected = next == null ? "nothing" : text(next);
    boolean right = asked.equals(expected) && hasHeaders(exchange, next);
    if (!right) {
      wrong.add(
          "asked   "
              + asked
              + "\nexpected "
              + expected
              + "\nheaders "
              + exchange.getRequestHeaders().entrySet());
    }
    byte[] body =
        right && next.has("says")
            ? next.get("says").toString().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          right ? next.path("status").asInt(200) : 418, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String asked(HttpExchange exchange) throws IOException {
    TreeMap<String, String> query = new TreeMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] both = pair.split("=", 2);
        query.put(decoded(both[0]), decoded(both[1]));
      }
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    return exchange.getRequestMethod()
        + ' '
        + exchange.getRequestURI().getRawPath()
        + ' '
        + query
        + ' '
        + (body.length == 0 ? "" : Json.MAPPER.readTree(body));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String text(JsonNode one) {
    TreeMap<String, String> query = new TreeMap<>();
    one.path("query").properties().forEach(e -> query.put(e.getKey(), e.getValue().asText()));
    return one.get("asked").asText().replaceFirst(" ", " /base")
        + ' '
        + query
        + ' '
        + (one.has("body") ? one.get("body") : "");
  }

  private boolean hasHeaders(HttpExchange exchange, JsonNode one) {
    JsonNode headers = one.has("headers") ? one.get("headers") : all.get("headers");
    boolean[] has = {true};
    headers
        .properties()
        .forEach(
            e ->
                has[0] &=
                    e.getValue()
                        .asText()
                        .equals(exchange.getRequestHeaders().getFirst(e.getKey())));
    boolean typed =
        !one.has("body")
            || "application/json; charset=UTF-8"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    return has[0] && typed;
  }

  @Override
  public void close() {
    web.close();
    server.stop(0);
  }
}
