package io.vigie.agent.service;

import io.vigie.agent.config.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells one content of a file from the next without reading it.
 *
 * @param launchers the same of its directory of launchers; null without one
 */
record ServiceFile(long modifiedNanos, long size, Object inode, ServiceFile launchers) {

  static ServiceFile of(Path path) throws IOException {
    String service = Generation.service(path.getFileName().toString());
    Path launchers = path.resolveSibling(service + ".d");
    return of(path, Files.isDirectory(launchers) ? of(launchers, null) : null);
  }

  private static ServiceFile of(Path path, ServiceFile launchers) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new ServiceFile(
        now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.size(), now.fileKey(), launchers);
  }
}
