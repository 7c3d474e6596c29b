package io.vigie.api.impact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a service when nodes go, worst first. */
enum Fate {
  /** It serves on these nodes only, and no other can take it over. */
  STOPS,
  /** It serves on these nodes only; another can take it over. */
  MOVES,
  /** It goes on elsewhere, with fewer nodes that serve or could. */
  THINS,
  /** Nobody knows whether it serves now. */
  UNKNOWN,
  /** It serves nowhere now. */
  DOWN;

  @JsonValue
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
