package io.vigie.contract.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Moments as text: ISO 8601, UTC, as {@link Instant#parse} and {@link Instant#toString} have it. An
 * event carries up to two dozen of them: they are read and written here without a formatter, which
 * took half of the time of reading an event.
 */
public final class Moments {
  private static final Instant YEAR_10000 = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
  private static final int SECONDS = SHAPE.length();
  private static final int NANO_DIGITS = 9;
  private static final int[] POWERS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private Moments() {}

  static SimpleModule module() {
    return new SimpleModule("moments")
        .addDeserializer(Instant.class, new Reader())
        .addSerializer(Instant.class, new Writer());
  }

  /** Whether a moment is one that every part can count with, in milliseconds and in text. */
  static boolean plausible(Instant moment) {
    return !moment.isBefore(Instant.EPOCH) && !moment.isAfter(YEAR_10000);
  }

  /**
   * @param text ISO 8601 with a zone
   * @throws DateTimeException when it is not, or is before 1970 or after 9999
   */
  static Instant read(String text) {
    Instant moment = usual(text) ? readUsual(text) : Instant.parse(text);
    if (!plausible(moment)) {
      throw new DateTimeException("a moment is in the years 1970 to 9999; got " + moment);
    }
    return moment;
  }

  public static String write(Instant moment) {
    return plausible(moment) ? write(moment, digits(moment.getNano())) : moment.toString();
  }

  /** To the millisecond and always with its three digits, as texts that are compared need it. */
  public static String writeMillis(Instant moment) {
    return write(moment, 3);
  }

  /** As the JDK writes them: none, or in groups of three. */
  private static int digits(int nanos) {
    if (nanos == 0) {
      return 0;
    }
    return nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
  }

  private static String write(Instant moment, int digits) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
    char[] text = new char[SECONDS + (digits == 0 ? 1 : digits + 2)];
    SHAPE.getChars(0, SECONDS, text, 0);
    digits(text, 0, 4, time.getYear());
    digits(text, 5, 2, time.getMonthValue());
    digits(text, 8, 2, time.getDayOfMonth());
    digits(text, 11, 2, time.getHour());
    digits(text, 14, 2, time.getMinute());
    digits(text, 17, 2, time.getSecond());
    if (digits > 0) {
      text[SECONDS] = '.';
      digits(text, SECONDS + 1, digits, moment.getNano() / POWERS[digits]);
    }
    text[text.length - 1] = 'Z';
    return new String(text);
  }

  /** With up to nine digits of a second, without a leap second or the hour 24. */
  private static boolean usual(String text) {
    int end = text.length() - 1;
    boolean whole = end == SECONDS;
    boolean broken = end > SECONDS + 1 && end <= SECONDS + 1 + NANO_DIGITS;
    if (!whole && !broken || text.charAt(end) != 'Z') {
      return false;
    }
    for (int i = 0; i < end; i++) {
      char wanted = i < SECONDS ? SHAPE.charAt(i) : i == SECONDS ? '.' : 'd';
      char found = text.charAt(i);
      if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return number(text, 11, 2) < 24 && number(text, 17, 2) < 60;
  }

  private static Instant readUsual(String text) {
    int digits = Math.max(0, text.length() - SECONDS - 2);
    int nanos = digits == 0 ? 0 : number(text, SECONDS + 1, digits) * POWERS[digits];
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 2),
            number(text, 8, 2),
            number(text, 11, 2),
            number(text, 14, 2),
            number(text, 17, 2),
            nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static void digits(char[] text, int from, int digits, int number) {
    int rest = number;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  // of our own: the module's reads numbers too, and moments whose milliseconds overflow later
  private static final class Reader extends StdScalarDeserializer<Instant> {
    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, json);
      }
      try {
        return read(json.getText());
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, json.getText(), "%s", e.getMessage());
      }
    }
  }

  private static final class Writer extends StdScalarSerializer<Instant> {
    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(write(moment));
    }
  }
}
