package io.vigie.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/service-files.md}: its two tables are the ones that read files. */
class ServiceFilesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "service-files.md");
  private static final String BEGIN = "<!-- made from the code -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void thePageHasTheNamesThatAreReadAndThoseThatAreNot() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String fresh = page.substring(0, begin) + tables() + page.substring(page.indexOf(END));
    if (System.getProperty("accept") != null) {
      Files.writeString(PAGE, fresh);
    }
    assertThat(Files.readString(PAGE))
        .as("stale; run: mvn -pl agent-lite test -Dtest=ServiceFilesPageTest -Daccept")
        .isEqualTo(fresh);
  }

  private static String tables() {
    String names =
        OldName.TABLE.stream()
            .map(each -> "| %s | %s |\n".formatted(each.written(), each.means()))
            .collect(Collectors.joining());
    String unused =
        Unused.TABLE.stream()
            .map(each -> "| %s | %s |\n".formatted(each.shown(), each.why()))
            .collect(Collectors.joining());
    return "| written | read as |\n|---|---|\n"
        + names
        + "\n| keyword | why nothing comes of it |\n|---|---|\n"
        + unused;
  }
}
