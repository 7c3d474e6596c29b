package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.AuditOutcome;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plain consumer of the SIEM topic reads, held against the schema it claims. */
class SiemTest {
  /**
   * Allowed values of the two fields whose values the Elastic Common Schema fixes, as we use them.
   */
  private static final Map<String, Set<String>> FIXED =
      Map.of(
          "event.kind", Set.of("alert", "event", "state"),
          "event.category",
              Set.of("authentication", "configuration", "host", "iam", "process", "session"),
          "event.type", Set.of("access", "change", "creation", "deletion", "end", "info", "start"),
          "event.outcome", Set.of("success", "failure", "unknown"));

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    spine.pulses(61);
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void everyChangeAndEveryActIsADocumentOfTheSchema() throws IOException {
    n1.beat().up("web").begins("web", "start", "a1").ends("web", "start", "a1", ActionStatus.ERR);
    n1.acknowledges("web", "a1").says("web", DOWN);
    spine.says(new TicketRule("r1", "", null, null, null, 5L, true, "zoe")).pulses(80);
    spine.says(
        new AuditEntry(
            "0193778e-1111-7000-8000-000000000001",
            spine.now(),
            "zoe",
            "administrator",
            "192.0.2.7",
            AuditAct.CHANGE,
            "app",
            "erp",
            Map.of(),
            Map.of("description", "x"),
            AuditOutcome.OK));
    spine.says(
        new AuditEntry(
            "0193778e-1111-7000-8000-000000000002",
            spine.now(),
            "zoe",
            "administrator",
            "192.0.2.7",
            AuditAct.CREATE,
            "silence",
            "s1",
            Map.of(),
            Map.of("q", "", "comment", "change night"),
            AuditOutcome.OK));

    List<JsonNode> documents = documents();
    Map<String, String> documented = documented();
    Set<String> datasets = new TreeSet<>();
    for (JsonNode document : documents) {
      assertThat(document.has("@timestamp")).isTrue();
      assertThat(document.path("event.severity").asInt(1)).isBetween(1, 4);
      datasets.add(document.path("event.dataset").asText());
      document
          .properties()
          .forEach(
              field -> {
                assertThat(documented).as("docs/consumers.md").containsKey(field.getKey());
                assertType(field.getKey(), documented.get(field.getKey()), field.getValue());
              });
    }
    assertThat(datasets)
        .containsExactly(
            "vigie.action",
            "vigie.alert",
            "vigie.audit",
            "vigie.node",
            "vigie.service",
            "vigie.ticket");
    assertThat(documents)
        .extracting(document -> document.path("message").asText())
        .contains(
            "service default/web was up, is down",
            "zoe change app erp",
            "zoe create silence s1",
            "zoe@n1 acknowledge action a1");
  }

  @Test
  void anUnchangedRefreshIsNoDocument() throws IOException {
    n1.beat().up("web");
    documents();
    n1.beat().up("web");

    assertThat(documents()).isEmpty();
  }

  private List<JsonNode> documents() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (var record : spine.raw(Topic.SIEM)) {
      documents.add(Json.MAPPER.readTree(record.value()));
    }
    return documents;
  }

  private static void assertType(String name, String type, JsonNode value) {
    switch (type) {
      case "date" -> assertThat(Instant.parse(value.asText())).isNotNull();
      case "long" -> assertThat(value.isIntegralNumber()).as(name).isTrue();
      case "keyword[]" -> {
        assertThat(value.isArray()).as(name).isTrue();
        value.forEach(each -> assertFixed(name, each.asText()));
      }
      default -> {
        assertThat(value.isTextual()).as(name).isTrue();
        assertFixed(name, value.asText());
      }
    }
  }

  private static void assertFixed(String name, String value) {
    if (FIXED.containsKey(name)) {
      assertThat(FIXED.get(name)).as(name).contains(value);
    }
  }

  /** The table of the page: field and type. */
  private static Map<String, String> documented() throws IOException {
    Pattern row = Pattern.compile("^\\| `([^`]+)` \\| (\\S+) \\|");
    Map<String, String> fields = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "consumers.md"))) {
      Matcher matcher = row.matcher(line);
      if (matcher.find()) {
        fields.put(matcher.group(1), matcher.group(2));
      }
    }
    return fields;
  }
}
