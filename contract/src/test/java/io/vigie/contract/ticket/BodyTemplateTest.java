package io.vigie.contract.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.wire.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTemplateTest {
  @Test
  void fieldsAreFilledInWhereverTheyStand() throws Exception {
    BodyTemplate template =
        BodyTemplate.parse(
            Channel.WEBHOOK,
            "{\"a\":[\"{{severity}}: {{ text }}\",1,null,{\"b\":\"{{ticket}}\"}],\"c\":true}");
    String body =
        template.fill(Map.of(BodyField.SEVERITY, "error", BodyField.TEXT, "prod/web is down"));
    assertThat(Json.MAPPER.readTree(body))
        .isEqualTo(
            Json.MAPPER.readTree(
                "{\"a\":[\"error: prod/web is down\",1,null,{\"b\":\"\"}],\"c\":true}"));
  }

  @Test
  void noValueBreaksOutOfItsPlaceNorIsFilledInItself() throws Exception {
    String nasty = "\"},\"admin\":true,\"x\":{\"y\":\"\\ \n\u0000 $1 {{ticket}} </script>";
    String body =
        BodyTemplate.parse(Channel.CHAT, "{\"text\":\"<{{text}}>\"}")
            .fill(Map.of(BodyField.TEXT, nasty, BodyField.TICKET, "t:1"));
    JsonNode read = Json.MAPPER.readTree(body);
    assertThat(read.size()).isEqualTo(1);
    assertThat(read.get("text").textValue()).isEqualTo("<" + nasty + ">");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"{{txt}}\"}|body has no field {{txt}}; there are text, count",
        "{\"a\":\"{{alert}}\"}|body has no field {{alert}}; there are text, count",
        "{\"{{text}}\":1}|body must have fields in values",
        "{\"a\":\"{{text\"}|body must have fields like {{text}}",
        "{\"a\":\"{{}}\"}|body has no field {{}}",
        "{\"a\":{{text}}}|body is no JSON at line 1, column 7",
        "{\"a\":1} x|body is no JSON at line 1",
        "\"{{text}}\"|body must be a JSON object",
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String why) {
    assertThatThrownBy(() -> BodyTemplate.parse(Channel.CHAT, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
