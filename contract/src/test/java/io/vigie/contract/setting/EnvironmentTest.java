package io.vigie.contract.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path dir;

  @Test
  void whatIsMissingIsNamedWithWhatItMustBe() {
    assertThatThrownBy(() -> of("OTHER", "x").required("VIGIE_KAFKA", "host:port of the brokers"))
        .hasMessage("VIGIE_KAFKA is not set; it must be host:port of the brokers");
  }

  @Test
  void aBlankVariableIsNotSet() {
    assertThat(of("VIGIE_LISTEN", "  ").optional("VIGIE_LISTEN")).isEmpty();
  }

  @Test
  void aPortOutOfRangeIsRefusedWithItsValue() {
    assertThat(of("P", "443").port("P", 1)).isEqualTo(443);
    assertThat(of("Q", "443").port("P", 1)).isEqualTo(1);
    for (String wrong : new String[] {"65536", "-1", "http", "99999999999"}) {
      assertThatThrownBy(() -> of("P", wrong).port("P", 1))
          .hasMessage("P must be a port number, 0 to 65535; got \"" + wrong + '"');
    }
  }

  @Test
  void aSecretIsReadFromItsFileAndNeverShown() throws IOException {
    Path file = Files.writeString(dir.resolve("password"), "hunter2\n");
    Environment environment = of("PASSWORD_FILE", file.toString());
    assertThat(environment.secret("PASSWORD_FILE")).isEqualTo("hunter2");
    assertThat(of("PASSWORD", "hunter2")).asString().doesNotContain("hunter2");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> of("F", dir.resolve("none").toString()).file("F"))
        .hasMessage("F names " + dir.resolve("none") + ", which cannot be read");
  }

  @Test
  void aKafkaClientsPropertiesComeAsKafkasOwnToolsTakeThem() throws IOException {
    Path file =
        Files.writeString(dir.resolve("client.properties"), "# ours\nsecurity.protocol = SSL\n");
    assertThat(of("C", file.toString()).client("C")).isEqualTo(Map.of("security.protocol", "SSL"));
    assertThat(of("D", "x").client("C")).isEmpty();
  }

  private static Environment of(String name, String value) {
    return new Environment(Map.of(name, value));
  }
}
