package io.vigie.contract.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** The one JSON mapper: UTC instants as text, absent instead of null, unknown fields ignored. */
public final class Json {
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxStringLength(1_000_000)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule("moments").addDeserializer(Instant.class, new Moments()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final Instant YEAR_10000 = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Json() {}

  /** Whether a moment is one that every part can count with, in milliseconds and in text. */
  static boolean plausible(Instant moment) {
    return !moment.isBefore(Instant.EPOCH) && !moment.isAfter(YEAR_10000);
  }

  /**
   * @param text ISO 8601 with a zone
   * @throws DateTimeException when it is not, or is before 1970 or after 9999
   */
  static Instant moment(String text) {
    Instant moment = Instant.parse(text);
    if (!plausible(moment)) {
      throw new DateTimeException("a moment is in the years 1970 to 9999; got " + moment);
    }
    return moment;
  }

  // of our own: the module's reads numbers too, and moments whose milliseconds overflow later
  private static final class Moments extends StdScalarDeserializer<Instant> {
    Moments() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, json);
      }
      try {
        return moment(json.getText());
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, json.getText(), "%s", e.getMessage());
      }
    }
  }
}
