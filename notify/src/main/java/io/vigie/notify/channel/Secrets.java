package io.vigie.notify.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Secrets of channels, each a file of a folder. Read anew each time: who changes one restarts
 * nothing.
 *
 * @param folder null where there is none
 */
public record Secrets(Path folder) {
  private static final int MOST_BYTES = 4_096;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * @param name a file's, as {@link io.vigie.contract.event.ChannelPolicy} has checked it
   * @throws IOException saying what to do about it, for a person
   */
  public String read(String name) throws IOException {
    if (folder == null) {
      throw new IOException("it needs a secret, and VIGIE_SECRETS_DIR of notify is not set");
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(
          "there is no secret " + name + " that notify can read in its folder of secrets");
    }
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new IOException("others may read or change secret " + name + ": chmod 600");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("secret " + name + " must have at most " + MOST_BYTES + " bytes");
    }
    String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (secret.isEmpty()) {
      throw new IOException("secret " + name + " is empty");
    }
    return secret;
  }
}
