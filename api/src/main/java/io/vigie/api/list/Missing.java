package io.vigie.api.list;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;

/** Says that something is not there. */
public final class Missing {
  private static final int LONGEST = 200;

  private Missing() {}

  /**
   * @param kind service, node
   * @param id as it was asked
   */
  public static HttpStatusException object(String kind, String id) {
    return problem(kind, id, "it never reported, or it ended");
  }

  /**
   * @param now what it is called now; empty when it has no other name
   */
  public static HttpStatusException object(String kind, String id, String now) {
    return now.isEmpty() ? object(kind, id) : problem(kind, id, "it is called " + now + " now");
  }

  /**
   * @param id as it was asked
   */
  public static HttpStatusException action(String id) {
    return problem("action", id, "its id is in the list at /api/v1/actions");
  }

  /**
   * @param id as it was asked
   */
  public static HttpStatusException alert(String id) {
    return problem("alert", id, "its id is in the list at /api/v1/alerts");
  }

  /**
   * @param id as it was asked
   */
  public static HttpStatusException sync(String id) {
    return problem("sync", id, "its id is in the list at /api/v1/syncs");
  }

  /**
   * @param id as it was asked
   */
  public static HttpStatusException ticket(String id) {
    return problem("ticket", id, "its id is in the list at /api/v1/tickets");
  }

  private static HttpStatusException problem(String kind, String id, String next) {
    String shown = id.length() <= LONGEST ? id : id.substring(0, LONGEST) + "…";
    return new HttpStatusException(
        HttpStatus.NOT_FOUND, "there is no " + kind + " " + shown + "; " + next);
  }
}
