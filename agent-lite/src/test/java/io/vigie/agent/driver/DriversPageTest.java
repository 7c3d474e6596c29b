package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversPageTest {
  private static final Path PAGE = Path.of("..", "docs", "drivers.md");

  @TempDir Path home;

  @Test
  void thePageIsWhatTheDriversSay() throws IOException {
    String page = DriversPage.render(new LocalDrivers(home, new RecordedRunner()).types());
    if (System.getProperty("accept") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "docs/drivers.md is stale; run: mvn -pl agent-lite -am test -Dtest=DriversPageTest -Daccept")
        .isEqualTo(page);
  }
}
