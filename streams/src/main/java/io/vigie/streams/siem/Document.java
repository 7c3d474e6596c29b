package io.vigie.streams.siem;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigie.contract.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A flat document: dotted names, no field without a value. */
final class Document {
  private static final String ECS = "8.17.0";

  private final Map<String, Object> fields = new LinkedHashMap<>();

  Document(Instant at, String dataset, String id) {
    put("@timestamp", at);
    put("ecs.version", ECS);
    put("event.module", "vigie");
    put("event.provider", "vigie");
    put("event.dataset", "vigie." + dataset);
    put("event.id", id);
  }

  Document list(String name, String value) {
    return put(name, List.of(value));
  }

  /** What is null, or an empty text, is left out. */
  Document put(String name, Object value) {
    if (value != null && !value.toString().isEmpty()) {
      fields.put(name, value);
    }
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(768);
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        json.writeFieldName(field.getKey());
        write(json, field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        json.writeString(each.toString());
      }
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }
}
