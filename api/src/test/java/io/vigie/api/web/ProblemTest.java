package io.vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.Client;
import io.vigie.api.Lab;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
  private final Client stranger = Lab.get().client();
  private final Client admin = stranger.signedIn().with("x-vigie-request", "1");

  @Test
  void anUnknownPathOfTheApiIsAProblem() {
    assertProblem(admin.get("/api/v1/nothing"), 404);
  }

  @Test
  void whoIsNotSignedInIsToldWhatToDo() {
    HttpResponse<String> answer = stranger.get("/api/v1/session");

    assertProblem(answer, 401);
    assertThat(answer.body()).contains("/login").contains("API token");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .as("Basic would open the browser's own dialog")
        .startsWith("Session");
  }

  @Test
  void aMethodThatIsNotThereIsAProblem() {
    HttpResponse<String> answer = admin.send("PUT", "/api/v1/session", "{}");

    assertProblem(answer, 405);
    assertThat(answer.headers().firstValue("Allow")).isPresent();
  }

  @Test
  void aBodyThatIsNoJsonIsAProblem() {
    assertProblem(stranger.with("x-vigie-request", "1").send("POST", "/api/v1/session", "{"), 400);
  }

  @Test
  void aBodyWithoutAPasswordIsAProblem() {
    HttpResponse<String> answer =
        stranger.with("x-vigie-request", "1").send("POST", "/api/v1/session", "{\"user\":\"a\"}");

    assertProblem(answer, 400);
    assertThat(answer.body()).contains("password");
  }

  @Test
  void aBodyOfAnotherTypeIsAProblem() {
    assertProblem(
        admin.with("Content-Type", "text/plain").send("POST", "/api/v1/session", "hello"), 415);
  }

  @Test
  void aBodyThatIsTooLargeIsAProblem() {
    assertProblem(
        stranger
            .with("x-vigie-request", "1")
            .send("POST", "/api/v1/session", "{\"user\":\"" + "x".repeat(300_000) + "\"}"),
        413);
  }

  @Test
  void aPositionThatIsNoneIsAProblemWithTheNextStep() {
    HttpResponse<String> answer = admin.get("/api/v1/events?position=nonsense");

    assertProblem(answer, 400);
    assertThat(answer.body()).contains("read the list again");
  }

  @Test
  void everyAnswerOfTheApiTellsTheBrowserToKeepNothingAndRunNothing() {
    for (Client client : List.of(admin, stranger)) {
      HttpResponse<String> answer = client.get("/api/v1/session");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("script-src");
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(Client.json(answer).get("status").asInt()).isEqualTo(status);
    assertThat(Client.json(answer).get("title").asText()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("io.micronaut");
  }
}
