package io.vigie.agent.driver.fs;

import io.vigie.agent.driver.disk.Loops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a filesystem is mounted from, as its file names it: a device, an image file whose loop
 * device is meant, {@code LABEL=} or {@code UUID=}, or a word of its own such as {@code
 * host:/export}.
 */
record Device(String name) {
  private static final Map<String, Path> INDEXES =
      Map.of(
          "LABEL=", Path.of("/dev/disk/by-label"),
          "UUID=", Path.of("/dev/disk/by-uuid"));

  private static final int BLOCK = 060000;
  private static final int TYPE = 0170000;

  boolean isPath() {
    return name.startsWith("/");
  }

  /** Where it is; a label that nobody carries is a path that is not there. */
  Path path() {
    for (Map.Entry<String, Path> index : INDEXES.entrySet()) {
      if (name.startsWith(index.getKey())) {
        return index.getValue().resolve(name.substring(index.getKey().length()));
      }
    }
    return Path.of(name);
  }

  boolean isLocal() {
    return isPath() || INDEXES.keySet().stream().anyMatch(name::startsWith);
  }

  boolean exists() {
    return !isLocal() || Files.exists(path());
  }

  /** What to give to mount: the loop device of an image file once there is one. */
  String source() throws IOException {
    if (isPath() && Files.isRegularFile(path())) {
      List<Path> loops = Loops.of(path());
      return loops.isEmpty() ? name : loops.get(0).toString();
    }
    return name;
  }

  /** What to give to a program that knows devices alone: what carries the label. */
  String checked() throws IOException {
    return isLocal() && !isPath() ? path().toRealPath().toString() : source();
  }

  boolean isSourceOf(Mounted mounted) throws IOException {
    if (!isLocal()) {
      return mounted.source().equals(name);
    }
    Path path = path();
    if (!Files.exists(path)) {
      return mounted.source().equals(name);
    }
    if (Files.isRegularFile(path)) {
      Path source = Path.of(mounted.source());
      return source.isAbsolute() && Loops.carries(source, path);
    }
    if (number(path).equals(mounted.device())) {
      return true;
    }
    Path source = Path.of(mounted.source());
    return source.isAbsolute() && Files.exists(source) && number(path).equals(number(source));
  }

  /** {@code major:minor} of a block device; empty for anything else. */
  private static String number(Path path) throws IOException {
    Map<String, Object> is = Files.readAttributes(path, "unix:mode,rdev");
    if (((Integer) is.get("mode") & TYPE) != BLOCK) {
      return "";
    }
    long device = ((Number) is.get("rdev")).longValue();
    long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    long minor = (device & 0xff) | (device >>> 12 & ~0xffL);
    return major + ":" + minor;
  }
}
