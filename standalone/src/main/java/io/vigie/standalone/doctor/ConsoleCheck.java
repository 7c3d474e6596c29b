package io.vigie.standalone.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Whether the console answers, and what it says of the other parts. */
final class ConsoleCheck {
  private static final String NAME = "console";

  private final URI url;

  ConsoleCheck(URI url) {
    this.url = url;
  }

  Check check() {
    return new Check(NAME, this::look);
  }

  private List<Finding> look() throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/health/readiness"))
            .timeout(Duration.ofSeconds(8))
            .build();
    try {
      return parts(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (JsonProcessingException e) {
      return List.of(
          Finding.fail(NAME, "what answers at " + url + " is no collector", "name it with --url"));
    } catch (SSLException e) {
      return List.of(
          Finding.fail(
              NAME,
              "the certificate of %s is not trusted here (%s)".formatted(url, e.getMessage()),
              "VIGIE_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE names one that is"));
    } catch (IOException e) {
      return List.of(
          Finding.fail(
              NAME,
              "nothing answers at " + url,
              "start it with ./vigie up, or name it with --url"));
    }
  }

  private List<Finding> parts(String body) throws JsonProcessingException {
    JsonNode parts = Json.MAPPER.readTree(body).path("parts");
    List<Finding> found = new ArrayList<>();
    for (JsonNode part : parts) {
      if (!part.path("working").asBoolean()) {
        found.add(
            Finding.fail(
                NAME,
                "it says of %s: %s"
                    .formatted(part.path("part").asText(), part.path("detail").asText()),
                "./vigie status asks it again"));
      }
    }
    if (!parts.isArray()) {
      found.add(
          Finding.fail(NAME, "what answers at " + url + " is no collector", "name it with --url"));
    }
    return found.isEmpty() ? List.of(Finding.ok(NAME, url + " says that all parts work")) : found;
  }
}
