package io.vigie.api.session;

import java.util.Optional;

/** Knows people, and their passwords, for Vigie. */
public interface Directory {
  /** Whether there is one. */
  boolean there();

  /**
   * Whoever has this name and this password; empty when nobody has.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 503 when the directory does not answer
   */
  Optional<Newcomer> find(String user, String password);
}
