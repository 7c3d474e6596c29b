package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A ticket, {@code app:number}. The app decides its partition.
 *
 * @param number counts the tickets of an app from 1
 */
public record TicketId(String app, long number) implements Comparable<TicketId> {
  private static final int LONGEST_APP = 255;

  public TicketId {
    if (app.isEmpty() || app.length() > LONGEST_APP || number < 1) {
      throw refused(app + ':' + number);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no ticket's id
   */
  @JsonCreator
  public static TicketId parse(String text) {
    // names of apps may have colons
    int colon = text.lastIndexOf(':');
    String number = text.substring(colon + 1);
    if (colon < 1 || !number.matches("[1-9][0-9]{0,17}")) {
      throw refused(text);
    }
    return new TicketId(text.substring(0, colon), Long.parseLong(number));
  }

  @Override
  public int compareTo(TicketId other) {
    int byApp = app.compareTo(other.app);
    return byApp != 0 ? byApp : Long.compare(number, other.number);
  }

  @JsonValue
  @Override
  public String toString() {
    return app + ':' + number;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "a ticket's id is app:number; got \""
            + (text.length() <= 80 ? text : text.substring(0, 80) + "…")
            + '"');
  }
}
