package io.vigie.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AlertRule;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {
  @TempDir Path dir;

  private Path file(String text) throws Exception {
    return Files.writeString(dir.resolve("rules.json"), text);
  }

  @Test
  void aRuleHasTheFieldsOfTheConsoles() throws Exception {
    Path file =
        file(
            """
            [{"kind": "service-degraded", "holdSeconds": 120, "production": "critical"},
             {"kind": "node-frozen", "disabled": true, "escalateSeconds": null}]
            """);

    assertThat(RulesFile.read(file))
        .containsEntry(
            AlertKind.SERVICE_DEGRADED,
            new AlertRule(AlertKind.SERVICE_DEGRADED, false, 120L, null, Severity.CRITICAL, null))
        .containsEntry(
            AlertKind.NODE_FROZEN,
            new AlertRule(AlertKind.NODE_FROZEN, true, null, null, null, null))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "{}#line 1: rules are a JSON list, such as [{",
        "[]#line 1: the list names no rule: write one",
        "[3]#line 1: a rule is an object; got 3",
        "[{\"kind\": \"node-sad\"}]#line 1: kind is one of service-split, service-unavailable,",
        "[{\"kind\": 7}]#kind is one of",
        "[{\"holdSeconds\": 3}]#line 1: kind is missing",
        "[{\"kind\": \"node-silent\", \"holdSeconds\": -1}]#holdSeconds must be 0 to 2592000 (30 days); got -1",
        "[{\"kind\": \"node-silent\", \"holdSeconds\": \"5\"}]#holdSeconds is a whole number of seconds; got \"5\"",
        "[{\"kind\": \"node-silent\", \"holdSeconds\": 1e3}]#holdSeconds is a whole number of seconds; got 1000.0",
        "[{\"kind\": \"node-silent\", \"disabled\": \"yes\"}]#disabled is true or false; got \"yes\"",
        "[{\"kind\": \"node-silent\", \"other\": \"bad\"}]#other is one of info, warning, error, critical; got \"bad\"",
        "[{\"kind\": \"node-silent\"}, {\"kind\": \"node-silent\"}]#kind node-silent has a rule already: leave one",
        "[{\"kind\": \"node-silent\"}] more#line 1: this is not JSON",
        "[{\"kind\": \"node-silent\"}] []#line 1: something follows the list of rules",
        "[{\"kind\": \"node-silent\"}#this is not JSON",
        "[{\"kind\": \"node-silent\", \"kind\": \"node-frozen\"}]#Duplicate field 'kind'"
      })
  void whatIsWrongIsToldWithItsLineAndTheRule(String text, String told) throws Exception {
    assertThatThrownBy(() -> RulesFile.read(file(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rules.json, line ")
        .hasMessageContaining(told);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> RulesFile.read(dir.resolve("none.json")))
        .hasMessageContaining(
            "none.json cannot be read: there is no such file; name one with --rules");
  }
}
