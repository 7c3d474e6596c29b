package io.vigie.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** People of an invented company, their groups, and the apps they answer for. */
final class Company {
  private static final List<String> LISTS = List.of("people", "groups", "apps");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI console;
  private final String credentials;

  private Company(String console, String password) {
    this.console = URI.create(console);
    this.credentials =
        Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Brings them in where nobody made a group yet.
   *
   * @param console address of it
   * @throws IllegalStateException when the api refuses them
   */
  static void moveIn(String console, String password) throws InterruptedException {
    Company company = new Company(console, password);
    if (company.ask(company.request("groups?limit=1").GET()).path("total").asInt() == 0) {
      for (String list : LISTS) {
        company.ask(
            company
                .request("import/" + list)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(file(list))));
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(console.resolve("/api/v1/" + path))
        .timeout(LIMIT)
        .header("Authorization", "Basic " + credentials);
  }

  private JsonNode ask(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("the api does not answer at " + console, e);
    }
  }

  private static byte[] file(String list) {
    try (InputStream file = Company.class.getResourceAsStream("/demo/" + list + ".csv")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
