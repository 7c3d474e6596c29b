package io.vigie.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Speaks to an api as a browser or a script does; every header is said. */
public final class Client {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final HttpClient http;
  private final URI base;
  private final Map<String, String> headers = new TreeMap<>();

  public Client(URI base) {
    this(HTTP, base);
  }

  public Client(HttpClient http, URI base) {
    this.http = http;
    this.base = base;
  }

  /** The same client that sends this header too. */
  public Client with(String name, String value) {
    Client other = new Client(http, base);
    other.headers.putAll(headers);
    other.headers.put(name, value);
    return other;
  }

  public Client basic(String user, String secret) {
    String pair = user + ':' + secret;
    return with(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /** Signs in as a page does, and keeps the cookie. */
  public Client signedIn() {
    HttpResponse<String> answer = signIn("admin", Lab.PASSWORD);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("sign-in answered " + answer.statusCode() + answer.body());
    }
    return with("Cookie", cookie(answer));
  }

  public HttpResponse<String> signIn(String user, String password) {
    return with("x-vigie-request", "1")
        .send(
            "POST",
            "/api/v1/session",
            Json.MAPPER.createObjectNode().put("user", user).put("password", password).toString());
  }

  /** name=value of the cookie that an answer set. */
  public static String cookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  public JsonNode json(String path) {
    return json(get(path));
  }

  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + answer.body(), e);
    }
  }

  public HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request = request(path);
    if (body != null) {
      request.setHeader("Content-Type", headers.getOrDefault("Content-Type", "application/json"));
    }
    return exchange(
        request
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::setHeader);
    return request;
  }

  public <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (IOException e) {
      throw new IllegalStateException(request + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
