package io.vigie.standalone.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A command of the system, waited for. */
final class Tool {
  private static final int LAST = 2_000;

  private Tool() {}

  /** Its exit code, a line of its own, then both its streams. */
  static String ended(List<String> argv) {
    try {
      Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() + "\n" + out;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + argv.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * @return what it printed
   * @throws IllegalStateException with the end of what it printed, when it fails
   */
  static String run(Map<String, String> environment, String... argv) {
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(false);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        String end = out.substring(Math.max(0, out.length() - LAST));
        throw new IllegalStateException(argv[0] + " ended with " + status + ": " + end);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + argv[0], e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
