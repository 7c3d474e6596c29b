package io.vigie.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie status}: asks the running collector how it is. */
@Command(
    name = "status",
    description = "Says whether the collector works, and what does not. Exit code 0 or 1.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--url", paramLabel = "URL", description = "Address of the console.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json.")
  private Format format = Format.TEXT;

  private enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/health/readiness"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return tell(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (SSLException e) {
      return complain(
          "the certificate of %s is not trusted here (%s); VIGIE_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE names one that is"
              .formatted(url, e.getMessage()));
    } catch (IOException e) {
      return complain(
          "nothing answers at %s; start it with ./vigie demo or ./vigie up, or name it with --url"
              .formatted(url));
    }
  }

  private int tell(HttpResponse<String> answer) {
    JsonNode parts = parts(answer.body());
    if (!parts.isArray()) {
      return complain("what answers at %s is no collector; name it with --url".formatted(url));
    }
    boolean ready = answer.statusCode() == 200;
    if (format == Format.JSON) {
      System.out.println(answer.body());
    } else {
      System.out.println((ready ? "ready" : "not ready") + ": " + url);
      for (JsonNode part : parts) {
        boolean works = part.path("working").asBoolean();
        System.out.printf(
            "  %-10s %s%n",
            part.path("part").asText(), works ? "ok" : part.path("detail").asText("does not work"));
      }
    }
    return ready ? 0 : 1;
  }

  private static JsonNode parts(String body) {
    try {
      return Json.MAPPER.readTree(body).path("parts");
    } catch (JsonProcessingException e) {
      // some other server: its page is not ours to show
      return MissingNode.getInstance();
    }
  }

  private static int complain(String what) {
    System.err.println("vigie: " + what);
    return 1;
  }
}
