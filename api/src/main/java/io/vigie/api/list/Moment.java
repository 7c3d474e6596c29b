package io.vigie.api.list;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.vigie.contract.wire.Moments;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

/**
 * A moment as rows have it: UTC, always three decimals, as the tables keep it. Texts of one length
 * sort as the moments do.
 */
@JacksonAnnotationsInside
@JsonSerialize(using = Moment.Writer.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Moment {
  /** Made by the mapper. */
  final class Writer extends StdScalarSerializer<Instant> {
    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Moments.writeMillis(moment));
    }
  }
}
