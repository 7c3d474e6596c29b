package io.vigie.notify.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vigie.notify.tracker.Template.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of people and agents stay words, whatever markup a product reads. */
class HolesTest {
  private static String written(String hole, String text) {
    JsonNode body = TextNode.valueOf(hole);
    return Holes.of(Map.of("text", text)).fill(body).asText();
  }

  @Test
  void jiraReadsNoMarkup() {
    assertThat(written("{text|wiki}", "[~zoe] !http://x/y.png! {color:red} a*b c:\\d"))
        .isEqualTo("\\[\\~zoe\\] \\!http://x/y.png\\! \\{color:red\\} a\\*b c:&#92;d");
    String link = "https://vigie.example.org/#/tickets/my_shop~1%3A12";
    assertThat(written("{text|wiki}", link)).isEqualTo(link);
  }

  @Test
  void redmineAndServiceNowReadNoTag() {
    assertThat(written("<pre>{text|pre}</pre>", "</pre>{{include(x)}}"))
        .isEqualTo("<pre>< /pre>{{include(x)}}</pre>");
    assertThat(written("{text|journal}", "[CODE]<b>x</b>[/code] [x]"))
        .isEqualTo("[ CODE]<b>x</b>[ /code] [x]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redmine", "glpi", "jira", "jira-cloud", "servicenow"})
  void eachCommentIsWrittenForItsProduct(String template) {
    Call comment = Template.named(template).orElseThrow().comment();
    assertThat(comment.body().toString()).contains("{text|").doesNotContain("{text}");
  }
}
