package io.vigie.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.agent.NodeIdentity;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentConfTest {
  @TempDir Path etc;

  @Test
  void theLeastIsWhereTheBrokerIsAndTheNodeIsCalledLikeItsHost() throws Exception {
    AgentConf conf = read("[kafka]\nbootstrap = k1:9092\n");
    assertThat(conf.node())
        .isEqualTo(new NodeIdentity(new NodeId("default", "host1"), "", "", "", ""));
    assertThat(conf.bootstrap()).isEqualTo("k1:9092");
    assertThat(conf.kafka()).isEmpty();
    assertThat(conf.warnings()).isEmpty();
  }

  @Test
  void everythingCanBeSaidAndTheProducersSettingsHaveAFileOfTheirOwn() throws Exception {
    Path settings = Files.writeString(etc.resolve("tls.properties"), "security.protocol=SSL\n");
    AgentConf conf =
        read(
            """
            [node]
            name = n1
            cluster = paris
            env = PRD
            site = PA3
            team = unix
            location = country=FR, rack=R12
            [kafka]
            bootstrap = k1:9092, k2:9092 [::1]:9092
            config = %s
            """
                .formatted(settings));
    assertThat(conf.node())
        .isEqualTo(
            new NodeIdentity(
                new NodeId("paris", "n1"), "PRD", "PA3", "unix", "country=FR, rack=R12"));
    assertThat(conf.bootstrap()).isEqualTo("k1:9092,k2:9092,[::1]:9092");
    assertThat(conf.kafka()).isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @Test
  void requestsAreTakenWhereTheFileSaysSoAndOnlyThoseThatItAllows() throws Exception {
    String least = "[kafka]\nbootstrap = k1:9092\n[requests]\n";
    assertThat(read(least + "actions = start\n").requests().enabled()).isFalse();
    RequestConf usual = read(least + "enabled = true\n").requests();
    assertThat(usual.words()).containsExactly("start", "stop", "restart", "freeze", "thaw");
    assertThat(usual.key()).isEqualTo(etc.resolve("request.pub"));
    RequestConf own =
        read(least + "enabled = yes\nactions = run, provision\nkey = /k/c.pem\n").requests();
    assertThat(own.words()).containsExactly("provision", "run");
    assertThat(own.key()).isEqualTo(Path.of("/k/c.pem"));
    assertThat(refusal(least + "enabled = true\nactions = start, reboot\n"))
        .startsWith(etc.resolve("agent.conf") + ":5: actions = start, reboot: action must be one")
        .endsWith("got \"reboot\"");
    assertThat(refusal(least + "enabled = perhaps\n")).contains(":4: enabled = perhaps: ");
  }

  @Test
  void aNodeReportsByKafkaOrByTheGateway() {
    String gateway =
        "[gateway]\nurl = https://vigie.example.org:8444\ntoken = /etc/vigie/node.token\n";
    assertThat(refusal("[kafka]\nbootstrap = k1:9092\n" + gateway))
        .contains("[kafka]: and [gateway] are two ways to report");
    assertThat(refusal(gateway + "[requests]\nenabled = true\n"))
        .contains("[requests]: come by Kafka: a node that has [gateway] can take none");
    assertThat(refusal("[gateway]\nurl = http://vigie.example.org\ntoken = /t\n"))
        .contains("must be https://host");
  }

  @Test
  void aFileThatIsNotThereSaysWhatItNeeds() {
    assertThat(catchThrowableOfType(ConfigException.class, this::readMissing))
        .hasMessage(
            etc.resolve("none.conf")
                + ": does not exist; vigie-agent join makes one, and the least it needs is [kafka] with bootstrap = host:port"
                + " (another directory: --etc DIR)");
  }

  @Test
  void aWrongValueIsToldWithFileLineKeywordValueAndRule() {
    assertThat(refusal("[node]\nname = n 1\n[kafka]\nbootstrap = k1:9092\n"))
        .startsWith(etc.resolve("agent.conf") + ":2: name = n 1: node name must be");
    assertThat(refusal("[node]\n\n[kafka]\nbootstrap = k1\n"))
        .isEqualTo(
            etc.resolve("agent.conf")
                + ":4: bootstrap = k1: must be host:port, several with commas between;"
                + " \"k1\" is not");
    assertThat(refusal("[kafka]\nbootstrap = k1:1\nconfig = /nowhere/x\n"))
        .contains(":3: config = /nowhere/x: must be a readable file of Kafka client settings");
    assertThat(refusal("[node]\nname = n1\n")).contains("[kafka]: needs the keyword bootstrap");
    assertThat(refusal("name = n1\n"))
        .contains(":1: name = n1: a setting stands below a [section]");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(refusal("just words\n[node]\nname = n 1\n[kafka]\nbootstrap = k1\n"))
        .contains(":1: just words: ", ":3: name = n 1: ", ":5: bootstrap = k1: ")
        .hasLineCount(3);
  }

  @Test
  void whatItDoesNotKnowIsOnlyAWarning() throws Exception {
    assertThat(read("[node]\nnmae = n1\n[kafka]\nbootstrap = k1:1\n[kafak]\n").warnings())
        .extracting(Problem::line, Problem::setting, Problem::fatal)
        .containsExactly(tuple(2, "nmae = n1", false), tuple(5, "[kafak]", false));
  }

  private AgentConf read(String text) throws ConfigException, IOException {
    return AgentConf.read(Files.writeString(etc.resolve("agent.conf"), text), "host1");
  }

  private void readMissing() throws ConfigException {
    AgentConf.read(etc.resolve("none.conf"), "host1");
  }

  private String refusal(String text) {
    return catchThrowableOfType(ConfigException.class, () -> read(text)).getMessage();
  }
}
