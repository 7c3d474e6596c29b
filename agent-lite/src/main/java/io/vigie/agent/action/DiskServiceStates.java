package io.vigie.agent.action;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Service states as files of one private directory: {@code NAME.lock}, {@code NAME.frozen}, {@code
 * NAME.action}. One object per directory in a process: the kernel counts a process's locks as one.
 */
public final class DiskServiceStates implements ServiceStates {
  private static final long ASKED_ANEW = Duration.ofMillis(100).toNanos();

  private final Path directory;
  private final File place;
  private final Map<String, ServiceState> states = new ConcurrentHashMap<>();
  private long stirred;
  private long askedAt = System.nanoTime() - ASKED_ANEW - 1;

  /**
   * @param directory made when the first lock is taken
   */
  public DiskServiceStates(Path directory) {
    this.directory = directory;
    place = directory.toFile();
  }

  @Override
  public ServiceState of(String service) {
    return states.computeIfAbsent(
        service, name -> new DiskServiceState(directory, name, this::stirred));
  }

  /** One question for all services that are asked about at once. */
  private synchronized long stirred() {
    long now = System.nanoTime();
    if (now - askedAt > ASKED_ANEW) {
      askedAt = now;
      stirred = place.lastModified();
    }
    return stirred;
  }

  @Override
  public List<String> withAction() {
    List<String> services = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, "*" + DiskServiceState.ACTION)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        services.add(name.substring(0, name.length() - DiskServiceState.ACTION.length()));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory, e);
    }
    return services;
  }
}
