package io.vigie.standalone.bench;

import java.io.BufferedReader;
import java.io.IOException;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a flip's append time to its row in MariaDB and to its event in a browser's stream. One flip is
 * followed at a time, under whatever load runs beside it.
 */
final class Latency implements AutoCloseable {
  private static final Pattern EVENT =
      Pattern.compile("\"id\":\"(bench/[^\"]+@[^\"]+)\",\"n\":(\\d+)");
  private static final long GIVE_UP_MILLIS = 10_000;

  private final Connection connection;
  private final Thread reader;
  private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
  private final List<Long> toRow = new ArrayList<>();
  private final List<Long> toEvent = new ArrayList<>();
  private int lost;

  /**
   * @param console URL of the api
   * @param password of admin: the first password is good on loopback
   */
  Latency(Connection connection, String console, String password) throws IOException {
    this.connection = connection;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(console + "/api/v1/events"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8)))
            .build();
    try {
      var answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new IOException("the event stream answered " + answer.statusCode());
      }
      reader = new Thread(() -> read(new BufferedReader(
          new InputStreamReader(answer.body(), StandardCharsets.UTF_8))), "bench-events");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Flips one instance and follows it.
   *
   * @param member place in the population
   */
  void follow(Population population, Load load, int member) throws SQLException {
    String id = population.members().get(member).id().toString();
    long[] appended = new long[1];
    load.send(
        member,
        true,
        (metadata, error) -> {
          synchronized (appended) {
            appended[0] = metadata.timestamp();
          }
        });
    long n = load.changes(member);
    long deadline = System.currentTimeMillis() + GIVE_UP_MILLIS;
    long row = awaitRow(id, n, deadline);
    Long event = awaitEvent(id + '#' + n, deadline);
    synchronized (appended) {
      if (row == 0 || event == null || appended[0] == 0) {
        lost++;
        return;
      }
      toRow.add(row - appended[0]);
      toEvent.add(event - appended[0]);
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

  private long awaitRow(String id, long n, long deadline) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT n FROM instance WHERE id = ?")) {
      select.setString(1, id);
      while (System.currentTimeMillis() < deadline) {
        try (ResultSet rows = select.executeQuery()) {
          if (rows.next() && rows.getLong(1) >= n) {
            return System.currentTimeMillis();
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      return 0;
    }
  }

  private Long awaitEvent(String key, long deadline) {
    Long at;
    while ((at = seenAt.get(key)) == null && System.currentTimeMillis() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return at;
  }

  private void read(BufferedReader lines) {
    try (lines) {
      String line;
      while ((line = lines.readLine()) != null) {
        Matcher matcher = EVENT.matcher(line);
        if (line.startsWith("data:") && matcher.find()) {
          seenAt.putIfAbsent(
              matcher.group(1) + '#' + matcher.group(2), System.currentTimeMillis());
        }
      }
    } catch (IOException e) {
      // the stream ends with the benchmark
      seenAt.put("ended", System.currentTimeMillis());
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
