package io.vigie.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.ServiceConf;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as people have them, of every generation, and what each is read as by its node n1. */
class ExplanationTest {
  private static final Path FILES = Path.of("src", "test", "resources", "services");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FILES)) {
      List<Path> files =
          all.filter(each -> each.toString().matches(".*\\.(conf|env)")).sorted().toList();
      assertThat(files).hasSizeGreaterThan(7);
      return files.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileOfAnyGenerationReadsAsWhatLiesBesideIt(Path file) throws IOException {
    Path beside = Path.of(file + ".txt");
    String explained = explain(file).replace(FILES.toAbsolutePath().toString(), "HOME");
    if (System.getProperty("accept") != null) {
      Files.writeString(beside, explained);
    }
    assertThat(explained)
        .as("renew: mvn -pl agent-lite test -Dtest=ExplanationTest -Daccept, and read the change")
        .isEqualTo(Files.readString(beside));
  }

  private static String explain(Path file) throws IOException {
    try {
      List<String> lines =
          Explanation.of(ServiceConf.read(file, new NodeId("default", "n1")), List.of());
      return String.join("\n", lines) + "\n";
    } catch (ConfigException e) {
      return "cannot be used\n" + e.getMessage() + "\n";
    }
  }
}
