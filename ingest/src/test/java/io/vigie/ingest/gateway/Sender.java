package io.vigie.ingest.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Json;
import io.vigie.ingest.recorder.Lab;
import io.vigie.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A node that reports by HTTP. */
record Sender(HttpClient http, URI gateway, String node, Map<String, String> headers) {
  static final long EPOCH = 1_790_000_000L;

  static Sender of(URI gateway, String node) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    return new Sender(http, gateway, node, Map.of("Content-Type", "application/json"));
  }

  /** With a token that the database knows. */
  Sender known() {
    String token = UUID.randomUUID().toString();
    Lab.update(
        "REPLACE INTO node_token (node, digest, made_by, created) VALUES (?, ?, 'test', 0)",
        node,
        Digest.of(token));
    return token(token);
  }

  Sender token(String token) {
    return with("Authorization", basic(node, token));
  }

  static String basic(String user, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ':' + secret).getBytes(StandardCharsets.UTF_8));
  }

  Sender with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Sender(http, gateway, node, more);
  }

  /** One event of this node, with its place in the node's order. */
  ObjectNode event(Event event, long seq) {
    return event(node, event, seq);
  }

  static ObjectNode event(String source, Event event, long seq) {
    try {
      ObjectNode json =
          (ObjectNode)
              Json.MAPPER.readTree(
                  EventCodec.encode(
                      new Envelope<>(UUID.randomUUID().toString(), source, Instant.now(), event)));
      return json.put("epoch", EPOCH).put("seq", seq);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(Object body) {
    return post(BodyPublishers.ofString(body.toString()));
  }

  HttpResponse<String> post(BodyPublisher body) {
    return send("POST", Head.PATH, body);
  }

  HttpResponse<String> send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    headers.forEach(request::setHeader);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(method + ' ' + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + answer.body(), e);
    }
  }

  /** The head of a request as it goes over the wire, without the line that ends it. */
  String head(String more) {
    StringBuilder head =
        new StringBuilder("POST " + Head.PATH + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head + more;
  }

  /** Sends these bytes and nothing more; all that comes back until the gateway closes. */
  String raw(String text) {
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the gateway broke the connection", e);
    }
  }
}
