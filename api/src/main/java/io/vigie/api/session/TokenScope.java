package io.vigie.api.session;

import io.vigie.api.act.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an API token is good for, of what its owner may do. */
public enum TokenScope {
  /** Reads feeds, and nothing else: their readers have it in an address. */
  FEED,
  /** Sees. */
  READ,
  /** Does everything. */
  ACT;

  /** A word that is none, as a newer version may have written it, reads as the least. */
  static TokenScope stored(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.wire().equals(text))
        .findFirst()
        .orElse(FEED);
  }

  /**
   * As somebody wishes it.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 400 naming those there are
   */
  static TokenScope wished(String text) {
    return Arrays.stream(values())
        .filter(scope -> scope.wire().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.wrong(
                    "scope must be one of "
                        + Arrays.stream(values())
                            .map(TokenScope::wire)
                            .collect(Collectors.joining(", "))
                        + "; got \""
                        + text
                        + '"'));
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
