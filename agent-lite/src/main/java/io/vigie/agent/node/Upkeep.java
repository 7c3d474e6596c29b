package io.vigie.agent.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.agent.spool.PrivateFiles;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether somebody works on this node. Kept in a file: the agent's next start knows, and so does a
 * node that was booted meanwhile.
 */
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Path file;
  private final Clock clock;
  private Maintenance kept;

  public Upkeep(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    kept = read();
  }

  /** Null when nobody does, or when its end has passed. */
  public synchronized Maintenance now() {
    if (kept != null && !kept.until().isAfter(clock.instant())) {
      kept = null;
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // what is over stays over, whatever the file says
        LOG.atDebug().addKeyValue("file", file).setCause(e).log("maintenance over, file stays");
      }
    }
    return kept;
  }

  /** From now on, whatever was said before. */
  public synchronized void begin(Maintenance maintenance) throws IOException {
    PrivateFiles.directory(file.getParent());
    try {
      PrivateFiles.replace(file, Json.MAPPER.writeValueAsString(maintenance));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maintenance cannot be written", e);
    }
    kept = maintenance;
  }

  /**
   * @return whether somebody worked on it
   */
  public synchronized boolean end() throws IOException {
    boolean worked = now() != null;
    Files.deleteIfExists(file);
    kept = null;
    return worked;
  }

  private Maintenance read() {
    try {
      return Json.MAPPER.readValue(Files.readString(file), Maintenance.class);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("maintenance unreadable, none counts");
      return null;
    }
  }
}
