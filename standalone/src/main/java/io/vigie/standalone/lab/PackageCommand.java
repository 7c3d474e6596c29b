package io.vigie.standalone.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigie lab package}: the agent's package on a copy of this system. */
@Command(
    name = "package",
    description =
        "Installs the agent's Debian package on a copy of this system that is thrown away, uses it,"
            + " updates and removes it; then the tar.gz. Takes root.",
    mixinStandardHelpOptions = true)
final class PackageCommand implements Callable<Integer> {
  private static final Path BUILT = Path.of("agent-lite", "target");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path script = Files.createTempFile("vigie-package", ".sh");
    try (InputStream in = PackageCommand.class.getResourceAsStream("/lab/package.sh")) {
      Files.write(script, in.readAllBytes());
      return new ProcessBuilder(
              "unshare",
              "--mount",
              "--pid",
              "--fork",
              "--kill-child",
              "--mount-proc",
              "sh",
              script.toString(),
              built("vigie-agent.deb"),
              built("vigie-agent.tar.gz"))
          .inheritIO()
          .start()
          .waitFor();
    } finally {
      Files.delete(script);
    }
  }

  private static String built(String name) {
    return BUILT.resolve(name).toAbsolutePath().toString();
  }
}
