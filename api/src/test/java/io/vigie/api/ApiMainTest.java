package io.vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.embedded.FreePort;
import io.vigie.embedded.JavaProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiMainTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void aProcessSetUpByItsEnvironmentServesAndStopsCleanly() throws Exception {
    Lab lab = Lab.get();
    int port = FreePort.any();
    Path secret = Files.writeString(folder.resolve("password"), lab.database().password());
    JavaProcess process =
        JavaProcess.start(
            ApiMain.class,
            Map.of(
                "VIGIE_KAFKA", lab.bootstrap(),
                "VIGIE_DB_URL", lab.database().url(),
                "VIGIE_DB_USER", lab.database().user(),
                "VIGIE_DB_PASSWORD_FILE", secret.toString(),
                "VIGIE_DATA", folder.toString(),
                "VIGIE_PORT", Integer.toString(port),
                "VIGIE_ADMIN_PASSWORD", Lab.PASSWORD));
    try (process) {
      await().atMost(LIMIT).until(() -> process.output().contains("api started"));

      Client client = new Client(URI.create("http://127.0.0.1:" + port));
      assertThat(client.signedIn().get("/api/v1/session").statusCode()).isEqualTo(200);
      // SIGTERM, as a container engine does; what it says last is still heard
      ProcessHandle.of(process.pid()).orElseThrow().destroy();
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(process.output()).contains("api stopped"));
      assertThat(process.output()).doesNotContain(Lab.PASSWORD).doesNotContain("ERROR");
    }
  }

  @Test
  void whatIsNotSetIsNamed() {
    try (JavaProcess process = JavaProcess.start(ApiMain.class, Map.of("VIGIE_KAFKA", "b:1"))) {
      await().atMost(LIMIT).until(() -> !process.isAlive());

      assertThat(process.output()).contains("api: VIGIE_DB_URL").doesNotContain("Exception");
    }
  }
}
