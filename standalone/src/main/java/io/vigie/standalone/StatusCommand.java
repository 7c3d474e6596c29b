package io.vigie.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/health/readiness"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println(answer.body());
      return answer.statusCode() == 200 ? 0 : 1;
    } catch (IOException e) {
      System.err.println(
          "vigie: nothing answers at "
              + url
              + "; start it with ./vigie demo or ./vigie up, or name it with --url");
      return 1;
    }
  }
}
