package io.vigie.agent.driver.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loop devices as /sys shows them. */
public final class Loops {
  private static final Path BLOCK = Path.of("/sys/block");
  private static final Path DEVICES = Path.of("/dev");

  private Loops() {}

  /** Devices that carry that file, in order of name. */
  public static List<Path> of(Path file) throws IOException {
    // the kernel says so of a file that was deleted while a device carries it
    String real = Files.exists(file) ? file.toRealPath().toString() : file + " (deleted)";
    List<Path> devices = new ArrayList<>();
    try (DirectoryStream<Path> loops = Files.newDirectoryStream(BLOCK, "loop*")) {
      for (Path loop : loops) {
        if (real.equals(backing(loop))) {
          devices.add(DEVICES.resolve(loop.getFileName()));
        }
      }
    }
    devices.sort(null);
    return devices;
  }

  private static String backing(Path loop) {
    try {
      // a device that carries nothing has no such file
      return Files.readString(loop.resolve("loop/backing_file")).stripTrailing();
    } catch (IOException e) {
      return "";
    }
  }
}
