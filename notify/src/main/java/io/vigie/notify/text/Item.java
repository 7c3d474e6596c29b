package io.vigie.notify.text;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Notification;
import java.util.Comparator;
import java.util.Map;

/**
 * One notification in words. Everything is one line, and not escaped.
 *
 * @param tag severity or resolved, in words
 * @param what is wrong
 * @param when it began or ended
 * @param lead what happened
 * @param rows of a table: name → value
 * @param facts what decided it: name → value
 * @param link to it in the console; empty for none
 */
record Item(
    Notification notification,
    boolean over,
    Severity severity,
    String tag,
    String what,
    String when,
    String lead,
    Map<String, String> rows,
    Map<String, String> facts,
    String link) {

  /** Tickets, then what is open, the worst first, then what is over; of equals as they came. */
  static final Comparator<Item> IN_ORDER =
      Comparator.comparingInt(Item::rank)
          .thenComparing(Item::ticket)
          .thenComparing(Item::severity, Comparator.reverseOrder());

  private int rank() {
    return switch (notification.cause()) {
      case TICKETED -> 0;
      case UNANSWERED -> 1;
      case ESCALATED -> 2;
      case RAISED -> 3;
      case RESOLVED -> 4;
      case TEST -> 5;
    };
  }

  private String ticket() {
    return rank() == 0 && notification.ticket() != null ? notification.ticket().toString() : "";
  }
}
