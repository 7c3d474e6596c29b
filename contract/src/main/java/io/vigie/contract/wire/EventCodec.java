package io.vigie.contract.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Events to bytes and back. Reading never throws: what cannot be read says why. */
public final class EventCodec {
  // made when first needed: an agent, which must be quick to start, speaks few of them
  private static final Map<EventType, ObjectReader> READERS = new ConcurrentHashMap<>();
  private static final Map<EventType, ObjectWriter> WRITERS = new ConcurrentHashMap<>();

  private EventCodec() {}

  public static byte[] encode(Envelope<?> envelope) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    EventType type = envelope.data().type();
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", envelope.id());
      json.writeStringField("source", envelope.source());
      json.writeStringField("type", type.wire());
      json.writeStringField("subject", envelope.data().key());
      json.writeStringField("time", Moments.write(envelope.time()));
      json.writeStringField("datacontenttype", "application/json");
      json.writeStringField("dataschema", type.dataschema());
      json.writeFieldName("data");
      writer(type).writeValue(json, envelope.data());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static Decoded decode(byte[] bytes) {
    if (bytes == null) {
      return new Decoded.Refused(Reason.NULL_VALUE, "the record has no value");
    }
    try (JsonParser json = Json.MAPPER.createParser(bytes)) {
      return json.nextToken() == JsonToken.START_OBJECT
          ? new Draft().read(json)
          : new Decoded.Refused(Reason.NOT_AN_EVENT, "the value is not a JSON object");
    } catch (JsonMappingException e) {
      return broken(e)
          ? new Decoded.Refused(Reason.NOT_JSON, brief(e))
          : new Decoded.Refused(Reason.BAD_FIELD, field(e) + brief(e));
    } catch (IOException e) {
      return new Decoded.Refused(Reason.NOT_JSON, brief(e));
    } catch (DateTimeException | IllegalArgumentException e) {
      return new Decoded.Refused(Reason.BAD_FIELD, brief(e));
    }
  }

  /** The envelope while it is read. The type usually stands before the data; if not, data waits. */
  private static final class Draft {
    private String specversion;
    private String id;
    private String source;
    private String time;
    private String typeWord;
    private Event data;
    private TokenBuffer waiting;
    private Map<String, String> attributes = Map.of();

    Decoded read(JsonParser json) throws IOException {
      String name;
      while ((name = json.nextFieldName()) != null) {
        JsonToken value = json.nextToken();
        switch (name) {
          case "specversion" -> specversion = text(json, value);
          case "id" -> id = text(json, value);
          case "source" -> source = text(json, value);
          case "time" -> time = text(json, value);
          case "type" -> typeWord = text(json, value);
          case "data" -> readData(json, value);
          case Stamp.EPOCH, Stamp.SEQ, Stamp.SENT, Stamp.INSTALL -> attribute(name, json, value);
          default -> json.skipChildren();
        }
      }
      return json.nextToken() == null
          ? finish()
          : new Decoded.Refused(Reason.NOT_JSON, "something follows the JSON object");
    }

    /** Anything but a text reads as absent, with all that is nested in it. */
    private static String text(JsonParser json, JsonToken value) throws IOException {
      if (value == JsonToken.VALUE_STRING) {
        return json.getText();
      }
      json.skipChildren();
      return null;
    }

    private void attribute(String name, JsonParser json, JsonToken value) throws IOException {
      if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        attributes = attributes.isEmpty() ? new HashMap<>() : attributes;
        attributes.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }

    private void readData(JsonParser json, JsonToken value) throws IOException {
      EventType type = EventType.parse(typeWord);
      if (value != JsonToken.START_OBJECT) {
        json.skipChildren();
      } else if (type != null) {
        data = reader(type).readValue(json);
      } else {
        waiting = new TokenBuffer(json);
        waiting.copyCurrentStructure(json);
      }
    }

    private Decoded finish() throws IOException {
      if (!"1.0".equals(specversion) || id == null || source == null || typeWord == null) {
        return new Decoded.Refused(
            Reason.NOT_AN_EVENT, "specversion 1.0, id, source and type are required");
      }
      EventType type = EventType.parse(typeWord);
      if (type == null) {
        return new Decoded.Refused(
            Reason.UNKNOWN_TYPE, cut("type \"" + typeWord) + "\" is not known");
      }
      if (data == null && waiting != null) {
        data = reader(type).readValue(waiting.asParser(Json.MAPPER));
      }
      if (data == null) {
        return new Decoded.Refused(Reason.BAD_FIELD, "data is missing or not an object");
      }
      if (time == null) {
        return new Decoded.Refused(Reason.BAD_FIELD, "time is missing");
      }
      return new Decoded.Read(new Envelope<>(id, source, Moments.read(time), data), attributes);
    }
  }

  private static ObjectReader reader(EventType type) {
    return READERS.computeIfAbsent(
        type,
        // of what an audit entry tells, no number may turn into Infinity
        t ->
            Json.MAPPER
                .readerFor(t.record())
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS));
  }

  private static ObjectWriter writer(EventType type) {
    return WRITERS.computeIfAbsent(type, t -> Json.MAPPER.writerFor(t.record()));
  }

  private static String field(JsonMappingException e) {
    String path = e.getPathReference();
    int brackets = path.indexOf("[\"");
    return brackets < 0 ? "" : "data" + path.substring(brackets) + ": ";
  }

  /** Jackson wraps what the parser throws inside data as if a field were wrong. */
  private static boolean broken(JsonMappingException e) {
    return e.getCause() instanceof JsonParseException
        || e.getCause() instanceof CharacterCodingException;
  }

  private static String brief(Exception e) {
    if (e.getCause() instanceof IllegalArgumentException cause) {
      return cut(cause.getMessage());
    }
    return cut(
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage());
  }

  private static String cut(String text) {
    String whole = String.valueOf(text);
    return whole.length() <= 300 ? whole : whole.substring(0, 300);
  }
}
