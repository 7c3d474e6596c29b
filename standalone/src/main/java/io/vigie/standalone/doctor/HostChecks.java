package io.vigie.standalone.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Java, and the folder everything is kept in. */
final class HostChecks {
  private static final int OLDEST_JAVA = 17;
  private static final long LITTLE_BYTES = 10L << 30;
  private static final long HARDLY_ANY_BYTES = 1L << 30;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private final Optional<Path> data;

  /**
   * @param data empty when all is kept elsewhere
   */
  HostChecks(Optional<Path> data) {
    this.data = data;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>(List.of(new Check("java", this::java)));
    data.ifPresent(there -> checks.add(new Check("data folder", () -> folder(there))));
    return checks;
  }

  private List<Finding> java() {
    Runtime runtime = Runtime.getRuntime();
    String says = "%s, %d processors".formatted(Runtime.version(), runtime.availableProcessors());
    return List.of(
        Runtime.version().feature() >= OLDEST_JAVA
            ? Finding.ok("java", says)
            : Finding.fail("java", says, "install Java " + OLDEST_JAVA + " or newer"));
  }

  private static List<Finding> folder(Path data) throws IOException {
    String name = "data folder";
    if (!Files.isDirectory(data)) {
      return List.of(
          Finding.fail(name, data + " is not there", "name the collector's folder with --data"));
    }
    List<Finding> found = new ArrayList<>();
    if (!Files.isWritable(data)) {
      found.add(
          Finding.fail(
              name,
              data + " cannot be written by " + System.getProperty("user.name"),
              "run this as the user of the collector, or give it the folder: chown"));
    }
    FileStore disk = Files.getFileStore(data);
    String space =
        "%s: %.1f GB of %.1f GB are free"
            .formatted(data, disk.getUsableSpace() / 1e9, disk.getTotalSpace() / 1e9);
    if (disk.getUsableSpace() < HARDLY_ANY_BYTES) {
      found.add(Finding.fail(name, space, "make room now: a full disk stops broker and database"));
    } else if (disk.getUsableSpace() < LITTLE_BYTES) {
      found.add(Finding.warn(name, space, "make room, or move the folder to a larger disk"));
    } else {
      found.add(Finding.ok(name, space));
    }
    for (Path secret :
        List.of(
            data.resolve("admin-password"),
            data.resolve("mariadb/password"),
            data.resolve("request.key"))) {
      if (Files.exists(secret)
          && Files.getPosixFilePermissions(secret).stream().anyMatch(OTHERS::contains)) {
        found.add(
            Finding.fail(
                name, secret + " can be read or written by others", "chmod 600 " + secret));
      }
    }
    return found;
  }
}
