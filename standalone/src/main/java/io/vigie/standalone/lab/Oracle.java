package io.vigie.standalone.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The script that computes from what was sent what must be held: {@code lab/oracle.py}. */
final class Oracle {
  private Oracle() {}

  /**
   * @return what it compared, for a person
   * @throws Difference when the tables are not what they must be
   */
  static String compare(Evidence evidence, Path dir) {
    Path script = dir.resolve("oracle.py");
    try (InputStream source = Oracle.class.getResourceAsStream("/lab/oracle.py")) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
      Process process =
          new ProcessBuilder(
                  "python3",
                  script.toString(),
                  evidence.sent().toString(),
                  evidence.tables().toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Difference(said.strip());
      }
      return said.strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the oracle needs python3", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the oracle computed", e);
    }
  }

  /** What is held is not what was sent. */
  static final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Difference(String told) {
      super(told);
    }

    Difference(String told, Throwable cause) {
      super(told, cause);
    }
  }
}
