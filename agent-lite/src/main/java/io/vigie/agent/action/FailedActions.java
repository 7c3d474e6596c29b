package io.vigie.agent.action;

import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actions that failed on this node and that nobody here acknowledged. One file each, so that
 * the agent and its commands need no lock to agree; of too many the oldest go.
 */
public final class FailedActions {
  static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(FailedActions.class);
  private static final String FILE = ".json";

  private final Path directory;

  /**
   * @param directory made private when the first action fails
   */
  public FailedActions(Path directory) {
    this.directory = directory;
  }

  /** Keeps the end of an action that failed; of anything else nothing. */
  public void note(Event event) {
    if (!(event instanceof ActionEnd end) || end.status() != ActionStatus.ERR) {
      return;
    }
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path fresh = directory.resolve(end.id() + ".new");
      Files.writeString(fresh, Json.MAPPER.writeValueAsString(end));
      Files.move(fresh, file(end.id()), StandardCopyOption.ATOMIC_MOVE);
      List<Path> files = files();
      for (Path oldest : files.subList(0, Math.max(0, files.size() - MOST))) {
        Files.deleteIfExists(oldest);
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("action", end.id()).setCause(e).log("failed action not kept");
    }
  }

  /** Oldest first. */
  public List<ActionEnd> all() {
    List<ActionEnd> ends = new ArrayList<>();
    try {
      for (Path file : files()) {
        read(ends, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory, e);
    }
    return ends;
  }

  /** Somebody knows of it. */
  public void forget(String action) {
    try {
      Files.deleteIfExists(file(action));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file(action), e);
    }
  }

  private Path file(String action) {
    return directory.resolve(action + FILE);
  }

  private static void read(List<ActionEnd> ends, Path file) {
    try {
      ends.add(Json.MAPPER.readValue(Files.readString(file), ActionEnd.class));
    } catch (NoSuchFileException e) {
      LOG.atDebug().addKeyValue("file", file).log("acknowledged meanwhile");
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("failed action unreadable");
    }
  }

  /** By name: ids begin with their time. */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + FILE)) {
      all.forEach(files::add);
    } catch (NoSuchFileException e) {
      return files;
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }
}
