package io.vigie.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that are refused before anybody is asked anything. */
class OptionsTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"--rid,','", "--rid,''", "--rid,',fs#0'", "--subset,',,'", "--tag,' '"})
  void anOptionThatNamesNothingIsNotTheWholeService(String option, String value) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      String etc = home.toString();
      String[] asked = {"unprovision", "web", "--etc", etc, "--var", etc, option, value};
      assertThat(AgentMain.execute(asked)).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(option + " names nothing: say ");
  }
}
