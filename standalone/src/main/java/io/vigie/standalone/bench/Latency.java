package io.vigie.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a flip's append time to its row in MariaDB and to its event in a browser's stream; every
 * flip is followed while it is on its way, under whatever load it is part of. Moments are the
 * machine's one wall clock, milliseconds; rows are looked for every 2 ms.
 */
final class Latency implements AutoCloseable {
  private static final Pattern EVENT =
      Pattern.compile("\"id\":\"(bench/[^\"]+@[^\"]+)\",.*?\"avail\":\"([^\"]+)\"");
  private static final long GIVE_UP_MILLIS = 10_000;

  /** One flip on its way; 0 is not yet. */
  private static final class Flip {
    final String avail;
    volatile long appended;
    volatile long row;
    volatile long event;

    Flip(String avail) {
      this.avail = avail;
    }
  }

  private final Connection connection;
  private final InputStream stream;
  private final Thread poller = new Thread(this::poll, "bench-rows");
  private final Map<String, Flip> underWay = new ConcurrentHashMap<>();
  private final List<Long> toRow = new ArrayList<>();
  private final List<Long> toEvent = new ArrayList<>();
  private volatile boolean closed;
  private volatile Exception failure;
  private int lost;

  /**
   * @param connection used by this object alone, closed with it
   * @param console URL of the api
   * @param password of admin: the first password is good on loopback
   */
  Latency(Connection connection, String console, String password)
      throws IOException, InterruptedException {
    this.connection = connection;
    String basic =
        Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(console + "/api/v1/events"))
                    .header("Authorization", "Basic " + basic)
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("the event stream answered " + answer.statusCode());
    }
    stream = answer.body();
    Thread reader = new Thread(this::read, "bench-events");
    reader.setDaemon(true);
    reader.start();
    poller.setDaemon(true);
    poller.start();
  }

  /** Flips one instance and follows it, unless its last flip is still on its way. */
  void flip(Population population, Load load, int member) {
    String id = population.members().get(member).id().toString();
    if (underWay.containsKey(id)) {
      load.send(member, false, null);
      return;
    }
    Flip flip = new Flip(load.availAfterFlip(member).wire());
    underWay.put(id, flip);
    load.send(member, true, (metadata, error) -> flip.appended = metadata.timestamp());
  }

  /** Waits for the flips still on their way. */
  void finish() throws Exception {
    while (!underWay.isEmpty() && failure == null) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    closed = true;
    poller.join();
    if (failure != null) {
      throw failure;
    }
  }

  Percentiles toRow() {
    return Percentiles.of(toRow);
  }

  Percentiles toEvent() {
    return Percentiles.of(toEvent);
  }

  /** Flips that were not seen in 10 s. */
  int lost() {
    return lost;
  }

  private void poll() {
    try {
      while (!closed) {
        lookForRows();
        settle(System.currentTimeMillis());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private void lookForRows() throws SQLException {
    List<String> wanted =
        underWay.entrySet().stream()
            .filter(entry -> entry.getValue().row == 0 && entry.getValue().appended != 0)
            .map(Map.Entry::getKey)
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    String places = String.join(", ", Collections.nCopies(wanted.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, avail FROM instance WHERE id IN (" + places + ')')) {
      for (int i = 0; i < wanted.size(); i++) {
        select.setString(i + 1, wanted.get(i));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Flip flip = underWay.get(rows.getString(1));
          if (rows.getString(2).equals(flip.avail)) {
            flip.row = System.currentTimeMillis();
          }
        }
      }
    }
  }

  private void settle(long now) {
    underWay
        .values()
        .removeIf(
            flip -> {
              boolean seen = flip.row != 0 && flip.event != 0;
              boolean late = flip.appended != 0 && now - flip.appended > GIVE_UP_MILLIS;
              if (seen) {
                toRow.add(flip.row - flip.appended);
                toEvent.add(flip.event - flip.appended);
              } else if (late) {
                lost++;
              }
              return seen || late;
            });
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        Matcher matcher = EVENT.matcher(line);
        if (line.startsWith("data:") && matcher.find()) {
          Flip flip = underWay.get(matcher.group(1));
          if (flip != null && flip.event == 0 && matcher.group(2).equals(flip.avail)) {
            flip.event = System.currentTimeMillis();
          }
        }
      }
    } catch (IOException e) {
      if (!closed) {
        failure = e;
      }
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    closed = true;
    stream.close();
    connection.close();
  }
}
