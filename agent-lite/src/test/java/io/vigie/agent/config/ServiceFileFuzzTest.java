package io.vigie.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.agent.command.Explanation;
import io.vigie.contract.id.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes a service file has, it reads, or it is refused with the line. */
class ServiceFileFuzzTest {
  private static final Path FILES = Path.of("src", "test", "resources", "services");
  private static final int ROUNDS = 1500;
  private static final List<String> BITS =
      List.of(
          "{",
          "}",
          "{nodes}",
          "{x}",
          "{{",
          "{#",
          "{nodes[99999999999]}",
          "$(",
          "$(1",
          ")",
          "**",
          "$(9**64)",
          "$(1/0)",
          "$(((((",
          "[",
          "]",
          "[vg#1]",
          "[default]",
          "[#]",
          "#",
          ";",
          "@",
          "=",
          ":",
          "\n",
          "\n ",
          "\r\n",
          "\0",
          "\t",
          "é",
          "\ufeff",
          "mode = lxc\n",
          "autostart_node = {x} n9\n",
          "always_on = nodes n1 @\n",
          "script = x\nstart = 10\n",
          "x = {x}{x}\n",
          "drpnode\n",
          "nodes = {nodes}\n");

  @TempDir Path home;
  private List<byte[]> samples;
  private int refused;

  @BeforeEach
  void samples() throws IOException {
    try (Stream<Path> all = Files.list(FILES)) {
      samples = new ArrayList<>();
      for (Path each : all.filter(file -> !file.toString().endsWith(".txt")).sorted().toList()) {
        samples.add(Files.readAllBytes(each));
      }
    }
  }

  @Test
  @Timeout(120)
  void cutAndBrokenFilesReadOrAreRefusedWithTheLine() throws IOException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = samples.get(random.nextInt(samples.size())).clone();
      for (int times = random.nextInt(6); times >= 0; times--) {
        bytes = broken(bytes, random);
      }
      read(bytes, random.nextBoolean() ? "web.env" : "web.conf", seed);
    }
    assertThat(refused).as("both happen").isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  @Test
  @Timeout(60)
  void randomBytesReadOrAreRefusedWithTheLine() throws IOException {
    for (int seed = 0; seed < ROUNDS / 4; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
      read(bytes, random.nextBoolean() ? "web.env" : "web.conf", seed);
    }
    assertThat(refused).isPositive();
  }

  @Test
  @Timeout(20)
  void whatGrowsWithoutEndIsRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("[env]\na0 = xxxxxxxxxxxxxxxx\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d = {env.a%d}{env.a%d}{env.a%d}%n".formatted(i, i - 1, i - 1, i - 1));
    }
    bomb.append("[fs#1]\ntype = flag\nx = {env.a39}\n[fs#2]\ny = {env.a9}\n[fs#3]\n");
    bomb.append("z = ").append("{".repeat(50_000)).append("}".repeat(50_000)).append("\n");
    bomb.append("w = $(").append("(".repeat(50_000)).append("1\n");
    bomb.append("v = ").append("$((".repeat(20_000)).append("\n");
    bomb.append("token = a\n").append("  b\n".repeat(9000));
    read(bomb.toString().getBytes(StandardCharsets.UTF_8), "web.conf", 0);
  }

  private static byte[] broken(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(4)) {
      case 0 -> {
        // cut
      }
      case 1 -> {
        out.writeBytes(BITS.get(random.nextInt(BITS.size())).getBytes(StandardCharsets.UTF_8));
        out.write(bytes, at, bytes.length - at);
      }
      case 2 -> {
        int skipped = Math.min(random.nextInt(30), bytes.length - at);
        out.write(bytes, at + skipped, bytes.length - at - skipped);
      }
      default -> {
        if (at < bytes.length) {
          out.write(random.nextInt(256));
          out.write(bytes, at + 1, bytes.length - at - 1);
        }
      }
    }
    return out.toByteArray();
  }

  private void read(byte[] bytes, String name, int seed) throws IOException {
    Path file = Files.write(home.resolve(name), bytes);
    try {
      ServiceDefinition service = ServiceConf.read(file, new NodeId("default", "n1"));
      assertThat(Explanation.of(service, List.of())).as("seed %d", seed).isNotEmpty();
      service.resources().stream().flatMap(each -> each.problems().stream()).forEach(this::placed);
    } catch (ConfigException e) {
      refused++;
      assertThat(e.problems()).as("seed %d", seed).isNotEmpty().allSatisfy(this::placed);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed + ":\n" + new String(bytes), e);
    }
  }

  private void placed(Problem problem) {
    assertThat(problem.line()).as(problem.toString()).isPositive();
    assertThat(problem.rule()).isNotBlank();
  }
}
