package io.vigie.agent.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.agent.config.GatewayConf;
import io.vigie.agent.http.Door;
import io.vigie.agent.http.HttpTrouble;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * The gateway's {@code POST /ingest/v1/events}: what waits goes in one request, one request after
 * the other, so that the order is kept. Each event is answered for by itself.
 */
public final class GatewayTransport implements Transport {
  private static final String PATH = "/ingest/v1/events";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
  private static final int MOST_WAITING = 400;
  private static final int MOST_EVENTS = 200;

  /** The gateway takes a million. */
  private static final int MOST_BYTES = 900_000;

  private static final int RETRY_MILLIS = 10_000;
  private static final long LONGEST_RETRY_SECONDS = 60;

  private record Waiting(byte[] line, Consumer<Outcome> outcome) {}

  private final Door door;
  private final URI url;
  private final Map<String, String> headers;
  private final BlockingDeque<Waiting> queue = new LinkedBlockingDeque<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "vigie-gateway");
  private volatile boolean running = true;
  private volatile boolean idle = true;
  private volatile long retryAtNanos = System.nanoTime();

  /** After a request that was refused as a whole its events go one by one. */
  private int most = MOST_EVENTS;

  private GatewayTransport(Door door, URI url, NodeId node, String secret) {
    this.door = door;
    this.url = url;
    byte[] pair = (node + ":" + secret).getBytes(StandardCharsets.UTF_8);
    headers =
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair),
            "Content-Type",
            "application/x-ndjson",
            "Content-Encoding",
            "gzip");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @throws IOException when token or certificates cannot be read
   */
  public static GatewayTransport to(GatewayConf gateway, NodeId node) throws IOException {
    Door door = new Door(gateway.url(), gateway.ca(), PATIENCE);
    return new GatewayTransport(door, gateway.url(), node, gateway.secret());
  }

  @Override
  public boolean send(Outgoing record, Consumer<Outcome> outcome) {
    boolean now = running && System.nanoTime() - retryAtNanos >= 0;
    return now && queue.offer(new Waiting(line(record), outcome));
  }

  /** The event with its order, which stands in a record's headers elsewhere. */
  private static byte[] line(Outgoing record) {
    String stamp =
        "{\"epoch\":%d,\"seq\":%d,\"sent\":%d,\"install\":\"%s\","
            .formatted(
                record.stamp().order().epoch(),
                record.stamp().order().seq(),
                record.stamp().sent().toEpochMilli(),
                record.stamp().install());
    byte[] value = record.value();
    ByteArrayOutputStream line = new ByteArrayOutputStream(value.length + stamp.length() + 1);
    line.writeBytes(stamp.getBytes(StandardCharsets.US_ASCII));
    line.write(value, 1, value.length - 1);
    line.write('\n');
    return line.toByteArray();
  }

  private void run() {
    try {
      while (running) {
        Waiting first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          idle = false;
          deliver(batch(first));
          idle = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuse(new ArrayList<>(queue), "the agent stops");
  }

  private List<Waiting> batch(Waiting first) {
    List<Waiting> batch = new ArrayList<>();
    int bytes = 0;
    Waiting next = first;
    while (next != null) {
      bytes += next.line().length;
      if (!batch.isEmpty() && bytes > MOST_BYTES) {
        queue.addFirst(next);
        break;
      }
      batch.add(next);
      next = batch.size() < most ? queue.poll() : null;
    }
    return batch;
  }

  private void deliver(List<Waiting> batch) {
    try {
      settle(batch, door.post(PATH, headers, packed(batch)));
    } catch (IOException e) {
      later("");
      refuse(batch, HttpTrouble.inWords(url, e));
    }
  }

  private static byte[] packed(List<Waiting> batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (Waiting each : batch) {
        out.write(each.line());
      }
    }
    return bytes.toByteArray();
  }

  private void settle(List<Waiting> batch, Door.Reply reply) {
    String said = "the gateway answers " + reply.status() + ": " + Door.detail(reply);
    switch (reply.status()) {
      case 200 -> each(batch, reply);
      case 400, 413, 415 -> {
        if (batch.size() == 1) {
          batch.get(0).outcome().accept(new Outcome.Never(said));
        } else {
          most = 1;
          refuse(batch, said);
        }
      }
      default -> {
        later(reply.retryAfter());
        refuse(batch, said);
      }
    }
  }

  private void each(List<Waiting> batch, Door.Reply reply) {
    List<Outcome> outcomes;
    try {
      outcomes = outcomes(Json.MAPPER.readTree(reply.body()).path("results"));
    } catch (JsonProcessingException e) {
      outcomes = List.of();
    }
    if (outcomes.size() != batch.size()) {
      later("");
      refuse(batch, "what answers at " + url + " is no gateway of Vigie");
      return;
    }
    most = MOST_EVENTS;
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).outcome().accept(outcomes.get(i));
    }
  }

  private static List<Outcome> outcomes(JsonNode results) {
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode each : results) {
      outcomes.add(
          each.path("status").asText().equals("accepted")
              ? Outcome.ACKNOWLEDGED
              : new Outcome.Never(
                  each.path("reason").asText() + ": " + each.path("detail").asText()));
    }
    return outcomes;
  }

  private static void refuse(List<Waiting> batch, String why) {
    Outcome outcome = new Outcome.NotNow(why);
    batch.forEach(each -> each.outcome().accept(outcome));
  }

  private void later(String retryAfter) {
    long millis = ThreadLocalRandom.current().nextLong(RETRY_MILLIS / 10, RETRY_MILLIS);
    if (retryAfter.matches("\\d{1,6}")) {
      long seconds = Math.min(Long.parseLong(retryAfter), LONGEST_RETRY_SECONDS);
      millis = Math.max(seconds * 1_000, millis);
    }
    retryAtNanos = System.nanoTime() + Duration.ofMillis(millis).toNanos();
  }

  @Override
  public void close() {
    long end = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    while (!(idle && queue.isEmpty()) && System.nanoTime() - end < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    running = false;
    thread.interrupt();
  }
}
