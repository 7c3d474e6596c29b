package io.vigie.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the console's own tests, which are written in its language, with Node.js 20 or newer. */
class ScriptTest {
  private static final String MISSING =
      "the console's scripts were NOT tested: no `node` of version 20 or newer is in PATH";

  @Test
  void theScriptsPassTheirTests() throws IOException, InterruptedException {
    assumeTrue(nodeVersion() >= 20, MISSING);
    List<String> command = new ArrayList<>(List.of("node", "--test"));
    try (Stream<Path> files = Files.list(Path.of("src/test/js"))) {
      files.map(Path::toString).filter(f -> f.endsWith(".test.js")).sorted().forEach(command::add);
    }
    Path output = Files.createTempFile("vigie-scripts", ".txt");
    Process node =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = node.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      node.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);

    assertThat(ended).as("node --test ends within two minutes").isTrue();
    assertThat(node.exitValue()).as(text).isZero();
  }

  /** Major version of the Node.js in PATH; 0 when there is none. */
  private static int nodeVersion() throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return node.waitFor() == 0
          ? Integer.parseInt(version.replaceFirst("^v(\\d+).*\\s*", "$1"))
          : 0;
    } catch (IOException none) {
      return 0;
    }
  }
}
