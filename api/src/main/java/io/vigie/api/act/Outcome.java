package io.vigie.api.act;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an act made of a thing. */
public enum Outcome {
  CREATED,
  CHANGED,
  UNCHANGED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
