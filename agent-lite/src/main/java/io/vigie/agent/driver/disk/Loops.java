package io.vigie.agent.driver.disk;

import io.vigie.agent.driver.Recent;
import io.vigie.agent.driver.StepFailed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loop devices as /sys shows them. */
public final class Loops {
  private static final Path BLOCK = Path.of("/sys/block");
  private static final Path DEVICES = Path.of("/dev");

  /** For who looks all the time: one listing for all resources of all services. */
  private static final Recent<Map<Path, String>> LISTED =
      new Recent<>(Loops::listed, Duration.ofSeconds(5));

  private Loops() {}

  /** Devices that carry that file, in order of name. */
  public static List<Path> of(Path file) throws IOException {
    return of(file, all());
  }

  /** The same, as it was some seconds ago. */
  static List<Path> recently(Path file) throws IOException, StepFailed {
    return of(file, LISTED.glance());
  }

  /** Something was done to them. */
  static void forget() {
    LISTED.forget();
  }

  /** Whether that device carries that file. */
  public static boolean carries(Path device, Path file) throws IOException {
    return backing(BLOCK.resolve(device.getFileName())).equals(real(file));
  }

  private static List<Path> of(Path file, Map<Path, String> all) throws IOException {
    String real = real(file);
    return all.keySet().stream().filter(device -> all.get(device).equals(real)).toList();
  }

  // the kernel says so of a file that was deleted while a device carries it
  private static String real(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath().toString() : file + " (deleted)";
  }

  private static Map<Path, String> listed() throws StepFailed {
    try {
      return all();
    } catch (IOException e) {
      throw new StepFailed("loop devices cannot be listed: " + e.getMessage(), e);
    }
  }

  private static Map<Path, String> all() throws IOException {
    Map<Path, String> all = new TreeMap<>();
    try (DirectoryStream<Path> loops = Files.newDirectoryStream(BLOCK, "loop*")) {
      for (Path loop : loops) {
        all.put(DEVICES.resolve(loop.getFileName()), backing(loop));
      }
    }
    return all;
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
