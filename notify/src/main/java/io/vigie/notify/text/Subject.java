package io.vigie.notify.text;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Notification;
import io.vigie.contract.ticket.Cause;
import io.vigie.words.Plain;
import io.vigie.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The line one decides by whether to get up. */
final class Subject {
  private static final int LONGEST = 180;
  private static final int MOST_NAMES = 4;

  private final Words words;

  Subject(Words words) {
    this.words = words;
  }

  String of(List<Item> items) {
    String said = items.size() == 1 ? one(items.get(0)) : many(items);
    return Plain.cut(Plain.line('[' + tag(items) + "] " + said), LONGEST);
  }

  /** Of several the worst that is open. */
  private String tag(List<Item> items) {
    List<Item> open = items.stream().filter(item -> !item.over()).toList();
    if (items.size() == 1 || open.isEmpty()) {
      return items.get(0).tag();
    }
    Severity worst = open.stream().map(Item::severity).reduce(Severity.INFO, Severity::worse);
    return words.say("severity." + worst.wire());
  }

  private String one(Item item) {
    Notification told = item.notification();
    return words.say("subject." + told.cause().wire(), with(told, Map.of("what", item.what())));
  }

  private String many(List<Item> items) {
    Notification first = items.get(0).notification();
    boolean oneTicket =
        items.stream()
            .map(Item::notification)
            .allMatch(
                told ->
                    told.cause() == Cause.TICKETED
                        && told.ticket() != null
                        && told.ticket().equals(first.ticket()));
    if (oneTicket) {
      return words.count("subject.ticket", items.size(), with(first, Map.of()));
    }
    long over = items.stream().filter(Item::over).count();
    List<String> counts = new ArrayList<>();
    if (over < items.size()) {
      counts.add(words.count("subject.alerts", items.size() - over, Map.of()));
    }
    if (over > 0) {
      counts.add(words.count("subject.resolved", over, Map.of()));
    }
    return String.join(", ", counts) + ": " + names(items);
  }

  private static String names(List<Item> items) {
    Set<String> names = new LinkedHashSet<>();
    items.stream().sorted(Item.IN_ORDER).map(Subject::name).forEach(names::add);
    String first = String.join(", ", names.stream().limit(MOST_NAMES).toList());
    return names.size() > MOST_NAMES ? first + " …" : first;
  }

  private static String name(Item item) {
    var alert = item.notification().alert();
    if (alert == null) {
      return item.what();
    }
    if (alert.service() != null) {
      return alert.service().toString();
    }
    return alert.node() != null ? alert.node().toString() : alert.alert().anchor();
  }

  private static Map<String, String> with(Notification told, Map<String, String> more) {
    Map<String, String> in = new HashMap<>(more);
    in.put("app", told.app());
    in.put("ticket", told.ticket() == null ? "" : told.ticket().toString());
    return in;
  }
}
