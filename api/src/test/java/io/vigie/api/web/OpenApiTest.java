package io.vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Path COPY = Path.of("../docs/openapi.yaml");

  /** With -Daccept it writes the copy instead. */
  @Test
  void theCopyInTheDocsIsTheDescriptionThatIsServed() throws IOException {
    String served = Lab.get().client().signedIn().get("/api/v1/openapi.yaml").body();
    if (System.getProperty("accept") != null) {
      Files.writeString(COPY, served);
    }

    assertThat(COPY)
        .as("docs/openapi.yaml is stale: run this test with -Daccept")
        .hasContent(served);
    assertThat(served).contains("/api/v1/session").contains("/health/readiness");
  }
}
