package io.vigie.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.check.Bounds;
import io.vigie.contract.check.CheckState;
import io.vigie.contract.event.CheckValues.Value;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real file systems that are filled; root's alone. */
class RealFileSystemTest {
  private final SystemRunner runner = new SystemRunner();

  @TempDir Path home;
  private Path point;

  @BeforeEach
  void asRoot() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may mount");
    point = Files.createDirectory(home.resolve("srv a"));
  }

  @AfterEach
  void unmount() {
    runner.run(Command.of("umount", point.toString()));
  }

  @Test
  void anExt4ThatIsFilledIsPastItsBound() throws Exception {
    Path image = home.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(16 << 20);
    }
    command("mkfs.ext4", "-q", "-F", image.toString());
    command("mount", "-o", "loop", image.toString(), point.toString());
    assertThat(state("fs_u")).isEqualTo(CheckState.OK);

    Files.write(point.resolve("big"), new byte[13 << 20]);
    command("sync", "-f", point.toString());

    assertThat(state("fs_u")).isEqualTo(CheckState.HIGH);
    assertThat(state("fs_i")).isEqualTo(CheckState.OK);
    String df = command("df", "--output=pcent", point.toString()).output();
    int percent = Integer.parseInt(df.replaceAll("\\D", ""));
    assertThat(value("fs_u").orElseThrow().value().doubleValue())
        .as("df rounds up: %s", df)
        .isBetween(percent - 1.0, percent + 0.0);
  }

  @Test
  void aTmpfsWithoutInodesLeftIsPastItsBound() throws Exception {
    command("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=12", "tmpfs", point.toString());
    for (int i = 0; i < 11; i++) {
      Files.createFile(point.resolve("f" + i));
    }

    assertThat(state("fs_i")).isEqualTo(CheckState.HIGH);
    assertThat(state("fs_u")).isEqualTo(CheckState.OK);
  }

  @Test
  void whatIsUnmountedIsGone() throws Exception {
    command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", point.toString());
    assertThat(value("fs_u")).isPresent();

    command("umount", point.toString());

    assertThat(value("fs_u")).isEmpty();
  }

  private CheckState state(String kind) {
    return Bounds.byDefault(kind).of(value(kind).orElseThrow().value());
  }

  private Optional<Value> value(String kind) {
    Found found = Checks.of(home.resolve("checks.d"), runner).run();
    return found.values().stream()
        .filter(each -> each.kind().equals(kind) && each.instance().equals(point.toString()))
        .findFirst();
  }

  private CommandResult command(String... argv) {
    CommandResult result = runner.run(Command.of(argv).within(Duration.ofSeconds(30)));
    assertThat(result.ok()).as(result.explain()).isTrue();
    return result;
  }
}
