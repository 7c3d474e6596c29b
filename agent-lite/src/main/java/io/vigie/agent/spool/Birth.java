package io.vigie.agent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a spool is born with: the installation's random id, for ever the same, and an epoch greater
 * than any it had before. Both are on the disk before a record can carry them.
 */
record Birth(String install, long epoch) {
  private static final Logger LOG = LoggerFactory.getLogger(Birth.class);
  private static final Pattern INSTALL = Pattern.compile("[0-9a-f]{16}");
  private static final long SUSPICIOUS_SECONDS = 3_600;

  static Birth in(Path directory, Clock clock) throws IOException {
    return new Birth(
        install(directory.resolve("install")), epoch(directory.resolve("epoch"), clock));
  }

  private static String install(Path path) throws IOException {
    String stored = read(path);
    if (INSTALL.matcher(stored).matches()) {
      return stored;
    }
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    String fresh = HexFormat.of().formatHex(random);
    PrivateFiles.replace(path, fresh + '\n');
    return fresh;
  }

  private static long epoch(Path path, Clock clock) throws IOException {
    String stored = read(path);
    long now = clock.instant().getEpochSecond();
    long before = stored.matches("[0-9]{1,15}") ? Long.parseLong(stored) : 0;
    if (before > now + SUSPICIOUS_SECONDS) {
      LOG.atWarn()
          .addKeyValue("epoch", before)
          .addKeyValue("aheadSeconds", before - now)
          .log(
              "the clock was ahead once: this node's order runs ahead of time;"
                  + " if its reports are rejected, remove the files install and epoch of the spool");
    }
    long epoch = Math.max(before + 1, now);
    PrivateFiles.replace(path, Long.toString(epoch) + '\n');
    return epoch;
  }

  private static String read(Path path) throws IOException {
    try {
      return Files.readString(path).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
