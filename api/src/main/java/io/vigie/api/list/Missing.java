package io.vigie.api.list;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;

/** Says that something is not there. */
public final class Missing {
  private static final int LONGEST = 200;

  private Missing() {}

  /**
   * @param kind service, node, action
   * @param id as it was asked
   */
  public static HttpStatusException object(String kind, String id) {
    String shown = id.length() <= LONGEST ? id : id.substring(0, LONGEST) + "…";
    return new HttpStatusException(
        HttpStatus.NOT_FOUND,
        "there is no " + kind + " " + shown + "; it never reported, or it ended");
  }
}
