package io.vigie.api.act;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;

/** Why an act must not be: nothing of it is kept. */
public final class Refusal {
  private Refusal() {}

  /** A value breaks a rule. */
  public static HttpStatusException wrong(String why) {
    return new HttpStatusException(HttpStatus.BAD_REQUEST, why);
  }

  /** It does not go with what is there. */
  public static HttpStatusException conflict(String why) {
    return new HttpStatusException(HttpStatus.CONFLICT, why);
  }

  /** It is not theirs. */
  public static HttpStatusException foreign(String why) {
    return new HttpStatusException(HttpStatus.FORBIDDEN, why);
  }

  public static HttpStatusException missing(String kind, String name) {
    return new HttpStatusException(HttpStatus.NOT_FOUND, "there is no " + kind + ' ' + name);
  }

  /**
   * Refuses to change what somebody else changed meanwhile.
   *
   * @param expected number of the change that was seen last; null when it does not matter
   * @param now number of the last change; 0 when there is no such thing
   */
  public static void unless(Long expected, long now, String kind, String name) {
    if (expected != null && expected != now) {
      throw conflict(
          kind
              + ' '
              + name
              + " was changed meanwhile: change "
              + now
              + ", you saw "
              + expected
              + "; read it again");
    }
  }
}
