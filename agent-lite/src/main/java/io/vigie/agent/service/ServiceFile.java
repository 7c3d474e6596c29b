package io.vigie.agent.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** What tells one content of a file from the next without reading it. */
record ServiceFile(long modifiedNanos, long size, Object inode) {

  static ServiceFile of(Path path) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new ServiceFile(
        now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.size(), now.fileKey());
  }
}
