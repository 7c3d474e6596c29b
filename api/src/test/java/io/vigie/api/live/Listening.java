package io.vigie.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.contract.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that listens: every event it got, in order. */
public final class Listening implements AutoCloseable {
  private final InputStream stream;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::read, "test-listening");
  private volatile boolean ended;
  private String id = "";

  /**
   * @param id the last one sent, as an EventSource remembers it
   */
  public record Heard(String type, JsonNode data, String id) {}

  public Listening(Client client, String path) {
    HttpResponse<InputStream> answer =
        client.exchange(client.request(path).build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("the stream answered " + answer.statusCode());
    }
    if (answer.headers().firstValue("Content-Encoding").isPresent()) {
      throw new IllegalStateException("the stream is compressed: its events wait for each other");
    }
    stream = answer.body();
    thread.setDaemon(true);
    thread.start();
  }

  public List<Heard> heard() {
    return heard;
  }

  List<Heard> changes() {
    return heard.stream().filter(event -> !event.type().equals("pulse")).toList();
  }

  boolean ended() {
    return ended;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String type = "";
      String data = "";
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data = line.substring(5).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.isEmpty() && !type.isEmpty()) {
          heard.add(new Heard(type, Json.MAPPER.readTree(data), id));
          type = "";
        }
      }
      ended = true;
    } catch (IOException e) {
      ended = true;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
