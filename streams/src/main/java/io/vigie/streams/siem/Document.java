package io.vigie.streams.siem;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigie.contract.wire.Json;
import io.vigie.contract.wire.Moments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** A flat document: dotted names, no field without a value. */
final class Document {
  private static final String ECS = "8.17.0";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(768);
  private final JsonGenerator json;

  Document(Instant at, String dataset, String id) {
    try {
      json = Json.MAPPER.createGenerator(out);
      json.writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    put("@timestamp", Moments.write(at));
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
    try {
      if (value instanceof Number number) {
        json.writeNumberField(name, number.longValue());
      } else if (value instanceof List<?> list) {
        json.writeArrayFieldStart(name);
        for (Object each : list) {
          json.writeString(each.toString());
        }
        json.writeEndArray();
      } else if (value != null && !value.toString().isEmpty()) {
        json.writeStringField(
            name, value instanceof Instant at ? Moments.write(at) : value.toString());
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      json.writeEndObject();
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
