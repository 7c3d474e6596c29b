package io.vigie.notify.text;

import io.vigie.contract.alert.Severity;
import io.vigie.notify.Message;
import io.vigie.words.Times;
import io.vigie.words.Words;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is told, in few words: of one thing what happened, of many a line each. */
public final class Brief {
  /** Lines of one text; what is left is counted. */
  private static final int MOST = 30;

  private final URI console;
  private final ZoneId zone;

  /**
   * @param console for links; null for none
   * @param zone of the moments that are told
   */
  public Brief(URI console, ZoneId zone) {
    this.console = console;
    this.zone = zone;
  }

  /**
   * In few words.
   *
   * @param severity of the worst
   * @param link to it in the console, of many to the console; empty for none
   */
  public record Said(String text, Severity severity, String link) {}

  public Said of(Message message) {
    Words words = Words.in(message.to().language(), Brief.class);
    Items items = new Items(words, new Times(zone, words), console, message.to().channel());
    List<Item> all = new ArrayList<>(message.notifications().stream().map(items::of).toList());
    Severity worst = all.stream().map(Item::severity).reduce(Severity.INFO, Severity::worse);
    if (all.size() == 1) {
      Item one = all.get(0);
      return new Said(one(one), worst, one.link());
    }
    String subject = new Subject(words).of(all);
    all.sort(Item.IN_ORDER);
    return new Said(many(words, subject, all), worst, console == null ? "" : console + "/");
  }

  private static String one(Item item) {
    return lines(
        '[' + item.tag() + "] " + item.what(), item.lead() + " (" + item.when() + ')', item.link());
  }

  private static String many(Words words, String subject, List<Item> all) {
    String each =
        all.stream()
            .limit(MOST)
            .map(item -> "[" + item.tag() + "] " + item.what() + " (" + item.when() + ')')
            .collect(Collectors.joining("\n"));
    int more = all.size() - MOST;
    return lines(subject, each, more <= 0 ? "" : words.count("more", more, Map.of()));
  }

  private static String lines(String... lines) {
    return List.of(lines).stream()
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
