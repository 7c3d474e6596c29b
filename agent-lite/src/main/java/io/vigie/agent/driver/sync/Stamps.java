package io.vigie.agent.driver.sync;

import io.vigie.agent.spool.PrivateFiles;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Of which moment each copy is, on the node that sent it and on the one that has it: files that
 * begin with that moment.
 *
 * @param directory of the resource, the same on all nodes
 */
public record Stamps(Path directory) {
  static final String RECEIVED = "received";

  static Stamps of(Path var, String service, Rid rid) {
    return new Stamps(
        var.toAbsolutePath().resolve("syncs").resolve(service).resolve(rid.toString()));
  }

  /** Of which moment the last good copy there is. */
  public Optional<Instant> sent(Target target) throws IOException {
    return read(sentFile(target));
  }

  public void sent(Target target, Instant moment) throws IOException {
    PrivateFiles.directory(directory);
    PrivateFiles.replace(sentFile(target), moment + "\n");
  }

  /** Of which moment the copy is that lies here; empty when none was received. */
  public Optional<Instant> received() throws IOException {
    return read(directory.resolve(RECEIVED));
  }

  /** Until when what was due by itself was looked at. */
  public Optional<Instant> lookedAt() throws IOException {
    return read(directory.resolve("looked"));
  }

  public void lookedAt(Instant moment) throws IOException {
    PrivateFiles.directory(directory);
    PrivateFiles.replace(directory.resolve("looked"), moment + "\n");
  }

  private Path sentFile(Target target) {
    return directory.resolve("sent." + target.node());
  }

  private static Optional<Instant> read(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return Optional.of(Instant.parse(text.strip().split("\\s", 2)[0]));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DateTimeParseException e) {
      throw new IOException(file + " does not begin with a moment: " + e.getParsedString(), e);
    }
  }
}
