package io.vigie.standalone.lab;

import io.vigie.api.Api;
import io.vigie.api.ApiSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;

/** An administrator at the api, who makes groups of people. */
final class Desk implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Api api;
  private final String credentials;

  Desk(Parts parts) {
    ApiSettings settings =
        ApiSettings.local(parts.bootstrap(), parts.database(), parts.dir().resolve("api"));
    api = Api.start(settings);
    try {
      Until.holds("the api is ready", LIMIT, () -> Files.exists(settings.adminPasswordFile()));
      String password = Files.readString(settings.adminPasswordFile()).strip();
      credentials =
          Base64.getEncoder()
              .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
      Until.holds("the api takes acts", LIMIT, () -> put("desk-0") != 503);
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      api.close();
      throw e;
    }
  }

  /** Makes the groups from one number to another, one act each. */
  void makeGroups(int from, int to) {
    for (int i = from; i <= to; i++) {
      int status = put("desk-" + i);
      if (status / 100 != 2) {
        throw new IllegalStateException("the api answered " + status + " to group desk-" + i);
      }
    }
  }

  private int put(String group) {
    HttpRequest request =
        HttpRequest.newBuilder(api.uri().resolve("/api/v1/groups/" + group))
            .timeout(LIMIT)
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"description\":\"\",\"members\":[]}"))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException("the api does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
