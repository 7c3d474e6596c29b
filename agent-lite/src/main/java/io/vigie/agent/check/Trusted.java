package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether nobody but root and the agent's own user decides what a file is: a program that runs as
 * the agent does, or whose key the agent believes. Whoever may write to it, or put another in its
 * place, may do all that the agent may.
 */
public final class Trusted {
  private static final int ROOT = 0;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private Trusted() {}

  /** Why it is not to be used, with what mends it; of a link, where it leads counts. */
  public static Optional<String> refusal(Path program) {
    try {
      Path real = program.toRealPath();
      Optional<String> of = refusalOf(real);
      return of.isPresent() || real.getParent() == null ? of : refusalOf(real.getParent());
    } catch (IOException e) {
      return Optional.of(FileTrouble.inWords(e));
    }
  }

  private static Optional<String> refusalOf(Path real) throws IOException {
    PosixFileAttributes is = Files.readAttributes(real, PosixFileAttributes.class);
    int owner = uid(real);
    if (owner != ROOT && owner != uid(Path.of("/proc/self"))) {
      return Optional.of(
          real + " belongs to " + is.owner().getName() + ", not to root or the agent; chown root");
    }
    return is.permissions().stream().anyMatch(OTHERS::contains)
        ? Optional.of("others than its owner may write to " + real + "; chmod go-w")
        : Optional.empty();
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
