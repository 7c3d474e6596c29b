package io.vigie.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "topics.md");

  @Test
  void thePageIsWhatTheCatalogueSays() throws IOException {
    if (System.getProperty("accept") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, TopicsPage.render());
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/topics.md is stale; run: mvn -pl contract test -Dtest=TopicsPageTest -Daccept")
        .isEqualTo(TopicsPage.render());
  }
}
