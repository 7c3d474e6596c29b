package io.vigie.standalone.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A collector to break.
 *
 * @param suspension how long a suspended recorder stands still, in the collector's own pulses
 */
record Lab(Parts parts, Recorded recorded, Duration suspension) {
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final Pattern ACTIVE =
      Pattern.compile("(?m)^vigie_recorder_partitions\\{state=\"active\"} ([0-9.]+)");

  /** A moment that a seed chose. */
  void afterMillis(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The present run of that part has come to say this. */
  void awaitLogged(String part, String words) {
    Until.holds(part + " says " + words, LIMIT, () -> parts.logged(part, words));
  }

  /** A transaction of a recorder is seen to have ended. */
  void awaitCommit() {
    long[] before = {-1};
    Until.holds(
        "a recorder commits",
        LIMIT,
        () -> {
          long now = recorded.sumOfPositions();
          boolean moved = before[0] >= 0 && now > before[0];
          before[0] = now;
          return moved;
        });
  }

  void flowing() {
    recorded.flowing();
  }

  /** The collector works on for that long, counted in pulses that reach the database. */
  void flowsOn(Duration time) {
    long until = System.currentTimeMillis() + time.toMillis();
    Until.holds(
        "the collector works on for " + time.toSeconds() + " s",
        LIMIT.plus(time),
        () -> {
          parts.supervise();
          return recorded.oldestPulse() >= until;
        });
  }

  /** The recorder that records more partitions than the other. */
  String activeRecorder() {
    return active(Parts.RECORDER) >= active(Parts.RECORDER_TOO)
        ? Parts.RECORDER
        : Parts.RECORDER_TOO;
  }

  private double active(String recorder) {
    try {
      URI metrics = URI.create("http://127.0.0.1:" + parts.metricsPort(recorder) + "/metrics");
      String text =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      Matcher found = ACTIVE.matcher(text);
      if (!found.find()) {
        throw new IllegalStateException(recorder + " does not tell what it records");
      }
      return Double.parseDouble(found.group(1));
    } catch (IOException e) {
      throw new IllegalStateException(recorder + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
