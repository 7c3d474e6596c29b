package io.vigie.agent.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.agent.config.ServiceConf;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.contract.id.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
  static List<String> names() {
    return Template.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTemplateThatIsFilledInIsAServiceFileThatMeansIt(String name) throws Exception {
    Template template = Template.of(name);
    Map<String, String> values = new TreeMap<>(Map.of("app", "SHOP", "nodes", "n1 n2"));
    template.questions().stream()
        .filter(Question::required)
        .forEach(each -> values.put(each.name(), answer(each.name())));

    String text = template.filled(values);

    ServiceDefinition service =
        ServiceConf.parse("shop.conf", text, Instant.EPOCH, new NodeId("default", "n1"));
    assertThat(service.app()).isEqualTo("SHOP");
    assertThat(service.nodes()).containsExactly("n1", "n2");
    assertThat(service.warnings()).isEmpty();
    assertThat(service.resources()).isNotEmpty().allMatch(each -> each.problems().isEmpty());
    assertThat(template.what()).endsWith(".");
    assertThat(template.questions()).allMatch(each -> !each.meaning().isEmpty());
    assertThat(template.questions().stream().map(Question::name)).doesNotHaveDuplicates();
  }

  private static String answer(String name) {
    return switch (name) {
      case "ip" -> "192.0.2.10";
      case "dev" -> "eth0";
      case "path" -> "/srv/files";
      case "clients" -> "192.0.2.0/24(rw,sync)";
      case "container" -> "shop";
      default -> throw new IllegalArgumentException("who answers " + name + "?");
    };
  }

  @Test
  void whatIsMissingIsNamedWithAllQuestions() throws Exception {
    assertThatThrownBy(() -> Template.of("web").filled(Map.of("ip", "192.0.2.10")))
        .hasMessageContaining("template web: it needs dev; --set NAME=VALUE says")
        .hasMessageContaining("netmask = 24  bits of its network");
  }

  @Test
  void whatNobodyAskedForIsRefused() {
    assertThatThrownBy(
            () -> Template.of("web").filled(Map.of("ip", "192.0.2.10", "dev", "eth0", "port", "8")))
        .hasMessageContaining("it does not ask for port");
  }

  @Test
  void aValueMakesNoSecondLine() {
    assertThatThrownBy(
            () -> Template.of("web").filled(Map.of("ip", "192.0.2.10\n[app#1]", "dev", "eth0")))
        .hasMessageContaining("ip must be one line");
  }

  @Test
  void aTemplateThatIsNoneIsToldWithThoseThereAre() {
    assertThatThrownBy(() -> Template.of("ftp"))
        .hasMessageContaining("there is no template \"ftp\"; there are db, directory")
        .hasMessageContaining("./ftp");
  }
}
