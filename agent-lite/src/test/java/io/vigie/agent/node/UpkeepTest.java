package io.vigie.agent.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.Maintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Maintenance HOUR =
      new Maintenance(NOON.plusSeconds(3_600), "new memory", "zoe@n1");

  @TempDir Path home;

  @Test
  void whatIsSaidOutlivesTheAgentAndEndsByItself() throws IOException {
    Path file = home.resolve("var/maintenance");
    Upkeep upkeep = at(file, NOON);
    assertThat(upkeep.now()).isNull();

    upkeep.begin(HOUR);
    assertThat(at(file, NOON.plusSeconds(3_599)).now()).isEqualTo(HOUR);
    assertThat(at(file, NOON.plusSeconds(3_600)).now()).isNull();
    assertThat(file).doesNotExist();
  }

  @Test
  void itIsEndedOnceAndBegunAnew() throws IOException {
    Path file = home.resolve("maintenance");
    Upkeep upkeep = at(file, NOON);
    assertThat(upkeep.end()).isFalse();
    upkeep.begin(HOUR);
    assertThat(upkeep.end()).isTrue();
    assertThat(upkeep.end()).isFalse();
    assertThat(at(file, NOON).now()).isNull();

    Maintenance longer = new Maintenance(NOON.plusSeconds(7_200), "and a disk", "zoe@n1");
    upkeep.begin(HOUR);
    upkeep.begin(longer);
    assertThat(at(file, NOON).now()).isEqualTo(longer);
  }

  @Test
  void aFileThatCannotBeReadMutesNothing() throws IOException {
    Path file = home.resolve("maintenance");
    Files.writeString(file, "{\"until\": \"2026");
    assertThat(at(file, NOON).now()).isNull();
  }

  private static Upkeep at(Path file, Instant now) {
    return new Upkeep(file, Clock.fixed(now, ZoneOffset.UTC));
  }
}
