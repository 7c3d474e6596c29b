package io.vigie.agent.driver.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What kind of node this is, in a file for nodes that would copy something here. */
public final class Environment {
  static final String PRODUCTION = "PRD";

  private Environment() {}

  static Path file(Path var) {
    return var.toAbsolutePath().resolve("env");
  }

  /** Says it; an agent does with its start. */
  public static void tell(Path var, String env) throws IOException {
    Files.createDirectories(var);
    Path fresh = var.toAbsolutePath().resolve("env.new");
    // no secret: whoever copies something here may not be the agent's user
    Files.writeString(fresh, env + "\n");
    Files.move(fresh, file(var), StandardCopyOption.ATOMIC_MOVE);
  }

  static String told(Path var) throws IOException {
    try {
      return Files.readString(file(var)).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Whether nothing of the second kind may be copied over the first. */
  public static boolean protects(String target, String source) {
    return target.equals(PRODUCTION) && !source.equals(PRODUCTION);
  }
}
