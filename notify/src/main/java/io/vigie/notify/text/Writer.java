package io.vigie.notify.text;

import io.vigie.contract.event.Notification;
import io.vigie.contract.id.TicketId;
import io.vigie.notify.Message;
import io.vigie.words.Plain;
import io.vigie.words.Times;
import io.vigie.words.Words;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes what is read of what is told: of one thing all there is to say, of many a line each. */
public final class Writer implements Function<Message, Letter> {
  private final URI console;
  private final ZoneId zone;

  /**
   * @param console for links; null for none
   * @param zone of the moments that are told
   */
  public Writer(URI console, ZoneId zone) {
    this.console = console;
    this.zone = zone;
  }

  @Override
  public Letter apply(Message message) {
    Words words = Words.in(message.to().language(), Writer.class);
    Items items = new Items(words, new Times(zone, words), console, message.to().channel());
    List<Item> all = message.notifications().stream().map(items::of).toList();
    String subject = new Subject(words).of(all);
    List<Block> blocks = new ArrayList<>();
    if (all.size() == 1) {
      blocks.add(new Block("", all.get(0).lead(), all));
    } else {
      groups(words, all).forEach((title, group) -> blocks.add(new Block(title, "", group)));
    }
    String why = new Why(words).of(message);
    boolean whole = all.size() == 1;
    return new Letter(
        words.language(),
        subject,
        TextPage.of(words, blocks, whole, why),
        HtmlPage.of(words, subject, blocks, whole, why),
        Conversation.of(message.notifications()));
  }

  /** Tickets first, each for itself; what is over last. */
  private static Map<String, List<Item>> groups(Words words, List<Item> all) {
    Map<String, List<Item>> groups = new LinkedHashMap<>();
    List<Item> sorted = new ArrayList<>(all);
    sorted.sort(Item.IN_ORDER);
    for (Item item : sorted) {
      groups.computeIfAbsent(title(words, item.notification()), t -> new ArrayList<>()).add(item);
    }
    return groups;
  }

  private static String title(Words words, Notification notification) {
    TicketId ticket = notification.ticket();
    return Plain.line(
        words.say(
            "group." + notification.cause().wire(),
            Map.of("ticket", ticket == null ? "" : ticket.toString(), "app", notification.app())));
  }
}
