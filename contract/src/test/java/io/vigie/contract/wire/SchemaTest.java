package io.vigie.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vigie.contract.event.EventType;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A schema and its record say the same: no field in one only, no word unlisted. */
class SchemaTest {
  @ParameterizedTest
  @EnumSource
  void theSchemaHasTheFieldsOfTheRecord(EventType type) throws IOException {
    JsonNode schema = schema(type.wire());
    assertThat(schema.path("$id").asText()).isEqualTo(type.dataschema());
    assertThat(schema.path("title").asText()).isEqualTo(type.wire());
    assertFields(schema, type.record(), schema);
  }

  @ParameterizedTest
  @EnumSource
  void theSchemaIsASchema(EventType type) {
    assertIsSchema(type.wire());
  }

  @Test
  void theEnvelopesSchemaIsASchema() {
    assertIsSchema("envelope.v1");
  }

  @Test
  void theReasonsAreListed() throws IOException {
    JsonNode reason = schema(EventType.REJECTED.wire()).path("properties").path("reason");
    assertThat(reason.path("examples"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Reason::wire).toList());
  }

  private static void assertFields(JsonNode schema, Class<?> record, JsonNode root) {
    JsonNode properties = schema.path("properties");
    assertThat(properties.fieldNames())
        .toIterable()
        .as("fields of %s", record.getSimpleName())
        .containsExactlyElementsOf(
            Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList());
    for (RecordComponent component : record.getRecordComponents()) {
      assertType(properties.path(component.getName()), component.getGenericType(), root);
      assertThat(properties.path(component.getName()).path("description").asText())
          .as("description of %s", component)
          .isNotEmpty();
    }
    assertThat(schema.path("required"))
        .allSatisfy(field -> assertThat(properties.has(field.asText())).isTrue());
  }

  private static void assertType(JsonNode given, Type type, JsonNode root) {
    JsonNode schema = given.has("$ref") ? root.at(given.path("$ref").asText().substring(1)) : given;
    Class<?> raw =
        (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    if (raw == Object.class) {
      assertThat(schema.isBoolean() && schema.asBoolean()).as("any value for %s", type).isTrue();
      return;
    }
    assertThat(schema.path("type").asText()).as("type of %s", type).isEqualTo(word(raw));
    if (raw.isEnum()) {
      assertThat(schema.path("examples"))
          .extracting(JsonNode::asText)
          .containsExactlyElementsOf(words(raw));
    } else if (raw == List.class) {
      assertType(schema.path("items"), argument(type, 0), root);
    } else if (raw == Map.class) {
      assertType(schema.path("additionalProperties"), argument(type, 1), root);
    } else if (raw.isRecord() && word(raw).equals("object")) {
      assertFields(schema, raw, root);
    }
  }

  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(word -> Json.MAPPER.convertValue(word, String.class))
        .toList();
  }

  private static String word(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == int.class || type == long.class || type == Long.class) {
      return "integer";
    }
    if (type == BigDecimal.class) {
      return "number";
    }
    if (type == List.class) {
      return "array";
    }
    boolean id = type.getPackageName().equals("io.vigie.contract.id");
    return type == Map.class || type.isRecord() && !id ? "object" : "string";
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static JsonNode schema(String name) throws IOException {
    return Json.MAPPER.readTree(Samples.schema(name));
  }

  private static void assertIsSchema(String name) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    var meta =
        registry.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    assertThat(meta.validate(new String(Samples.schema(name), UTF_8), InputFormat.JSON))
        .as(name)
        .isEmpty();
  }
}
