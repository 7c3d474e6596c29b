package io.vigie.notify.text;

import io.vigie.contract.event.Ticket;
import io.vigie.contract.ticket.TicketState;
import io.vigie.words.Plain;
import io.vigie.words.Times;
import io.vigie.words.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ticket, and what becomes of it, as plain text for a tracker. */
public final class TicketWriter {
  /** Characters; the rest is said in the console. */
  private static final int MOST = 20_000;

  private final Words words;
  private final Times times;
  private final URI console;

  /**
   * @param language two letters; English for one we do not speak
   * @param zone of the moments that are told
   * @param console for links; null for none
   */
  public TicketWriter(String language, ZoneId zone, URI console) {
    words = Words.in(language, TicketWriter.class);
    times = new Times(zone, words);
    this.console = console;
  }

  /** One line. */
  public String subject(Ticket ticket) {
    String what =
        words.count(
            "subject.ticket",
            ticket.lines().size(),
            Map.of("ticket", ticket.ticket().toString(), "app", ticket.ticket().app()));
    return Plain.cut(Plain.line('[' + severity(ticket.severity().wire()) + "] " + what), 180);
  }

  /** All of it, as it stands. */
  public String about(Ticket ticket) {
    List<String> lines = new ArrayList<>();
    lines.add(words.say("tracker.lead", Map.of("ticket", ticket.ticket().toString())));
    if (console != null) {
      lines.add(link(ticket));
    }
    lines.add("");
    ticket.lines().forEach(line -> lines.add("- " + line(line)));
    return bounded(lines);
  }

  private String line(Ticket.Line line) {
    String what = '[' + severity(line.severity().wire()) + "] " + Plain.line(line.summary());
    String since = words.say("row.since") + ' ' + times.moment(line.since());
    return line.resolved() == null
        ? what + " (" + since + ')'
        : what
            + " ("
            + since
            + ", "
            + words.say("row.ended")
            + ' '
            + times.moment(line.resolved())
            + ')';
  }

  /**
   * What is new in a step.
   *
   * @param before null when nothing is known of it
   * @return empty when nothing is that people would want to read
   */
  public String news(TicketSeen before, Ticket now) {
    List<String> news = new ArrayList<>(act(now));
    if (before != null) {
      now.lines().forEach(line -> line(before.line(line), line, news));
    }
    return bounded(news);
  }

  private void line(TicketSeen.Line before, Ticket.Line now, List<String> news) {
    if (before == null) {
      news.add(say("added", Map.of("what", line(now))));
      return;
    }
    Map<String, String> what = new HashMap<>(Map.of("what", Plain.line(now.summary())));
    if (now.severity().compareTo(before.severity()) > 0) {
      what.put("severity", severity(now.severity().wire()));
      news.add(say("worse", what));
    }
    if (before.resolved() == null && now.resolved() != null) {
      what.put("at", times.moment(now.resolved()));
      news.add(say("ended", what));
    } else if (before.resolved() != null && now.resolved() == null) {
      news.add(say("back", what));
    }
  }

  /** What a person did to it, or that it closed by itself. */
  private List<String> act(Ticket now) {
    Map<String, String> who = Map.of("by", Plain.line(now.by()), "who", Plain.line(now.owner()));
    String act =
        switch (now.move()) {
          case TAKEN -> say("taken", who);
          case ASSIGNED -> say(now.owner().isEmpty() ? "put_back" : "assigned", who);
          case COMMENTED -> say("commented", who);
          case CLOSED -> say(now.by().isEmpty() ? "over" : "closed", who);
          case REOPENED -> say("reopened", who);
          case OPENED, JOINED, RELEASED, SENT, DELIVERED, RESOLVED, CHANGED -> "";
        };
    if (act.isEmpty()) {
      return List.of();
    }
    return now.comment().isEmpty() ? List.of(act) : List.of(act, "", prose(now.comment()), "");
  }

  /**
   * Whether a ticket of anywhere else shall stand for it: not while it gathers, nor if it ended so.
   */
  public static boolean isTold(TicketSeen before, Ticket now) {
    boolean gathered = before == null || before.state() != TicketState.GATHERING;
    return now.state() != TicketState.GATHERING && (gathered || now.state() != TicketState.CLOSED);
  }

  private String say(String key, Map<String, String> in) {
    return words.say("tracker." + key, in);
  }

  private String severity(String wire) {
    return words.say("severity." + wire);
  }

  private static String prose(String text) {
    return text.lines().map(Plain::line).reduce((a, b) -> a + "\n" + b).orElse("");
  }

  private String bounded(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (text.length() + lines.get(i).length() > MOST) {
        return text.append(words.count("tracker.more", lines.size() - i, Map.of())).toString();
      }
      text.append(lines.get(i)).append('\n');
    }
    return text.toString().strip();
  }

  private String link(Ticket ticket) {
    return console
        + "/#/tickets/"
        + URLEncoder.encode(ticket.ticket().toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
