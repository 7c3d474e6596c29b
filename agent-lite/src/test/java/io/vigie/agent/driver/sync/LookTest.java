package io.vigie.agent.driver.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node is asked before anything is copied to it, by a user who is not root there. */
class LookTest {
  @TempDir Path dir;
  private Path var;

  @BeforeEach
  void aNodeThatIsProduction() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "takes another user's place");
    rights(dir, "rwxr-xr-x");
    var = Files.createDirectory(dir.resolve("var"));
    Environment.tell(var, Environment.PRODUCTION);
  }

  @Test
  void whoMayReadItIsToldWhatItIs() throws Exception {
    rights(var, "rwxr-xr-x");
    assertThat(look(var.toString())).isEqualTo("0 PRD");
  }

  @Test
  void whatMayNotBeReadIsNotTakenForSomethingElse() throws Exception {
    rights(var, "rwx------");
    assertThat(look(var.toString())).startsWith("71 what it is, by " + var);
    rights(var, "rwxr-xr-x");
    rights(Environment.file(var), "rw-------");
    assertThat(look(var.toString())).startsWith("71 ");
    assertThat(look("")).as("who may send anywhere does not ask").isEqualTo("0 ");
  }

  private String look(String asked) throws Exception {
    Process process =
        new ProcessBuilder(
                "setpriv",
                "--reuid=nobody",
                "--clear-groups",
                "sh",
                "-c",
                Route.LOOK,
                "look",
                "",
                "",
                Environment.file(var).toString(),
                asked)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + said.strip();
  }

  private static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }
}
