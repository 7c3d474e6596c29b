package io.vigie.api.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with a JSON body, for whoever wrote it: Java's own words name our classes. */
final class JsonFault {
  private JsonFault() {}

  /** Empty when it is not a body's fault. */
  static Optional<String> inWords(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException json) {
        return Optional.of(words(json));
      }
    }
    return Optional.empty();
  }

  private static String words(JsonProcessingException fault) {
    if (fault instanceof UnrecognizedPropertyException unknown) {
      return "there is no field \"%s\" here; there are: %s"
          .formatted(
              place(unknown.getPath()),
              unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    if (fault instanceof JsonParseException || !(fault instanceof JsonMappingException)) {
      return "the body is not JSON" + where(fault.getLocation());
    }
    String place = place(((JsonMappingException) fault).getPath());
    if (fault instanceof ValueInstantiationException
        && fault.getCause() instanceof IllegalArgumentException rule) {
      return place.isEmpty() ? rule.getMessage() : place + ": " + rule.getMessage();
    }
    Class<?> wanted =
        fault instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    return place.isEmpty()
        ? "the body must be " + kind(wanted)
        : "\"" + place + "\" must be " + kind(wanted);
  }

  private static String where(JsonLocation at) {
    return at == null ? "" : ": see line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** {@code groups[2].name}. */
  private static String place(List<JsonMappingException.Reference> path) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference each : path) {
      if (each.getFieldName() == null) {
        place.append('[').append(each.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(each.getFieldName());
      }
    }
    return place.toString();
  }

  private static String kind(Class<?> wanted) {
    if (wanted == null) {
      return "of another kind";
    }
    if (CharSequence.class.isAssignableFrom(wanted)) {
      return "a text";
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
      return "true or false";
    }
    if (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)) {
      return "a number";
    }
    return Collection.class.isAssignableFrom(wanted) ? "a list" : "a JSON object";
  }
}
