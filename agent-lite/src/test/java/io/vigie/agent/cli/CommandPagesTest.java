package io.vigie.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The manual page and what a shell completes are what the commands say. */
class CommandPagesTest {
  private static final Path PACKAGING = Path.of("src/main/packaging");
  private static final Path MAN = PACKAGING.resolve("vigie-agent.1");
  private static final Path COMPLETION = PACKAGING.resolve("completion.bash");

  @TempDir Path home;

  private static CommandSpec agent() {
    return new CommandLine(new AgentCommands().of()).getCommandSpec();
  }

  @Test
  void theManualPageIsWhatTheCommandsSay() throws IOException {
    same(MAN, ManPage.render(agent()));
  }

  @Test
  void theManualPageIsGoodTroff() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/man")), "man is not here");
    String warnings =
        output("man", "--warnings", "-l", MAN.toString())
            .lines()
            .filter(line -> line.contains("warning") || line.contains("error"))
            .toList()
            .toString();
    assertThat(warnings).isEqualTo("[]");
    assertThat(output("man", "-l", MAN.toString()))
        .contains("maintenance", "192.0.2.10", "node.token");
  }

  @Test
  void whatBashCompletesIsWhatTheCommandsSay() throws IOException {
    same(COMPLETION, Completion.render(agent()));
  }

  @Test
  void bashCompletesCommandsOptionsAndTheServicesOfThisNode() throws Exception {
    Files.createDirectories(home.resolve("services"));
    Files.createFile(home.resolve("services/web.conf"));
    Files.createFile(home.resolve("services/weather.env"));
    Files.createFile(home.resolve("services/mail.conf"));

    assertThat(completed("sta")).containsExactly("start", "startstandby", "status");
    assertThat(completed("start", "--etc", home.toString(), "we"))
        .containsExactly("web", "weather");
    assertThat(completed("start", "web", "--r")).contains("--rid");
    assertThat(completed("create", "web", "--template", "d"))
        .containsExactly("db", "directory", "dns");
    assertThat(completed("maintenance", "e")).containsExactly("end");
    assertThat(completed("print", "")).containsExactly("config");
  }

  private static void same(Path file, String now) throws IOException {
    if (System.getProperty("accept") != null) {
      Files.writeString(file, now);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(file + " is stale; run: mvn -pl agent-lite -am test -Dtest=CommandPagesTest -Daccept")
        .isEqualTo(now);
  }

  private static List<String> completed(String... words) throws Exception {
    String line = "vigie-agent '" + String.join("' '", words) + "'";
    String script =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _vigie_agent; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(COMPLETION, line, words.length);
    return output("bash", "-c", script).lines().toList();
  }

  private static String output(String... argv) throws Exception {
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
