package io.vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void aFieldThatIsNotThereIsNamedWithThoseThatAre() {
    HttpResponse<String> answer =
        admin.send("POST", "/api/v1/tokens", "{\"name\":\"x\",\"expires\":\"never\"}");

    assertProblem(answer, 400);
    assertThat(Client.json(answer).get("detail").asText())
        .isEqualTo("there is no field \"expires\" here; there are: days, name, scope");
  }

  @Test
  void whatIsWrongWithABodyIsToldWithoutJava() {
    for (String body : List.of("", "null", "[]", "7", "{", "hello", "{\"name\":{\"a\":1}}")) {
      HttpResponse<String> answer = admin.send("POST", "/api/v1/tokens", body);

      assertProblem(answer, 400);
      assertThat(Client.json(answer).get("detail").asText())
          .as(body)
          .isNotEmpty()
          .doesNotContain("Wish")
          .doesNotContain("java")
          .doesNotContain("vigie");
    }
    assertThat(admin.send("POST", "/api/v1/tokens", "{\"name\":{\"a\":1}}").body())
        .contains("\\\"name\\\" must be a text");
    assertThat(admin.send("POST", "/api/v1/tokens", "{\"name\":\n").body())
        .contains("the body is not JSON: see line 2, column 1");
  }

  @Test
  void whatIsNotThereIsNamed() {
    HttpResponse<String> answer = admin.get("/api/v1/actions/zzz");

    assertProblem(answer, 404);
    assertThat(answer.body()).contains("there is no action zzz; its id is in the list");
  }

  @Test
  void whoSendsBasicIsToldWhatIsTrueOfIt() {
    HttpResponse<String> near = stranger.basic("admin", "wrong").get("/api/v1/session");
    HttpResponse<String> far =
        stranger
            .basic("admin", Lab.PASSWORD)
            .with("X-Forwarded-For", "192.0.2.1")
            .get("/api/v1/session");
    HttpResponse<String> other = stranger.with("Authorization", "Bearer x").get("/api/v1/session");

    assertProblem(near, 401);
    assertThat(near.body()).contains("with this password or API token").doesNotContain("machine");
    assertProblem(far, 401);
    assertThat(far.body()).contains("API token; a password is good in a browser");
    assertProblem(other, 401);
    assertThat(other.body()).contains("must be Basic");
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
            .send("POST", "/api/v1/session", "{\"user\":\"" + "x".repeat(2_200_000) + "\"}"),
        413);
  }

  @Test
  void aPositionThatIsNoneIsAProblemWithTheNextStep() {
    HttpResponse<String> answer = admin.get("/api/v1/events?position=nonsense");

    assertProblem(answer, 400);
    assertThat(answer.body()).contains("read the list again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q=colour%3Dred | filter-field | field | colour",
        "q=avail>up | filter-operator | operator | >",
        "q=avail%3Dgreen | filter-value | value | green",
        "q=node%3D~%5B | filter-value | value | [",
        "q=env%3DPRD%20(avail%3Dup | filter-parenthesis | place | 9",
        "q=app%3D%22FACT | filter-quote | place | 5",
        "q=env%3DPRD%20and | filter-form | place | 12",
        "sort=colour | sort | field | colour",
      })
  void aWrongQuestionTellsAProgramWhatIsWrongWithIt(
      String query, String kind, String param, String value) {
    HttpResponse<String> answer = admin.get("/api/v1/instances?" + query.replace(">", "%3E"));

    assertProblem(answer, 400);
    JsonNode problem = Client.json(answer);
    assertThat(problem.get("type").asText()).isEqualTo("urn:vigie:problem:" + kind);
    assertThat(problem.at("/params/" + param).asText()).isEqualTo(value);
    assertThat(problem.get("detail").asText()).isNotEmpty();
  }

  @Test
  void aCursorOfAnotherListIsAProblemOfItsOwnKind() {
    HttpResponse<String> answer = admin.get("/api/v1/instances?cursor=xxxx");

    assertProblem(answer, 400);
    assertThat(Client.json(answer).get("type").asText()).isEqualTo("urn:vigie:problem:cursor");
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
