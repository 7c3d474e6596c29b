package io.vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.Landscape;
import io.vigie.api.table.Tables;
import io.vigie.filter.FilterParser;
import io.vigie.filter.RowTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row as it is told has every field of its list, and a filter says of it what the list says. */
class WantedTest {
  @BeforeAll
  static void landscape() {
    Landscape.make(40, 300);
  }

  private final Client admin = Lab.get().client().signedIn();

  @ParameterizedTest
  @ValueSource(strings = {"instances", "services", "nodes", "actions", "alerts", "syncs"})
  void everyFieldOfARowIsAskedAsTheListIs(String list) {
    Fields fields = Tables.of(list).fields();
    List<JsonNode> rows = rows(list, "");
    assertThat(rows).hasSizeGreaterThan(1);
    for (Field field : fields.all()) {
      String term = term(field, rows);
      RowTest test = RowTest.of(FilterParser.parse(List.of(term)), fields);

      assertThat(
              rows.stream()
                  .filter(row -> test.holds(name -> Wanted.value(fields.named(name), row), 0))
                  .map(row -> row.get("id").asText()))
          .as(term)
          .containsExactlyInAnyOrderElementsOf(
              rows(list, term).stream().map(row -> row.get("id").asText()).toList());
    }
  }

  /**
   * A question that the first row which has something answers; that it is absent, where none has.
   */
  private static String term(Field field, List<JsonNode> rows) {
    Object held =
        rows.stream()
            .map(row -> Wanted.value(field, row))
            .filter(value -> value != null && !value.equals("") && !value.equals(List.of()))
            .findFirst()
            .orElse(null);
    if (held instanceof List<?> names) {
      held = names.get(0);
    }
    if (held instanceof Long millis && field.kind() == Field.Kind.MOMENT) {
      held = Instant.ofEpochMilli(millis);
    }
    return field.name() + '=' + (held == null ? "empty" : "\"" + held + '"');
  }

  private List<JsonNode> rows(String list, String term) {
    String q = term.isEmpty() ? "" : "&q=" + URLEncoder.encode(term, StandardCharsets.UTF_8);
    List<JsonNode> rows = new ArrayList<>();
    JsonNode answer = admin.json("/api/v1/" + list + "?limit=1000" + q);
    Objects.requireNonNull(answer.get("rows"), answer.toString()).forEach(rows::add);
    return rows;
  }
}
