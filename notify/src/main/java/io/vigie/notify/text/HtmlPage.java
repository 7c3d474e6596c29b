package io.vigie.notify.text;

import io.vigie.contract.alert.Severity;
import io.vigie.words.Plain;
import io.vigie.words.Words;
import java.util.List;
import java.util.Map;

/** A mail as a page: tables and styles of its own, which is what mail programs can show. */
final class HtmlPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark"><title>%s</title></head>
      <body style="margin:0;padding:16px;font:15px/1.45 system-ui,'Segoe UI',Roboto,sans-serif">
      """;
  private static final String DIM = "color:#6b7280";

  private final StringBuilder out = new StringBuilder();
  private final Words words;

  private HtmlPage(Words words) {
    this.words = words;
  }

  /**
   * @param whole all there is to say of each item, not just a line
   */
  static String of(Words words, String title, List<Block> blocks, boolean whole, String why) {
    HtmlPage page = new HtmlPage(words);
    page.add(HEAD.formatted(words.language(), Plain.html(title)));
    for (Block block : blocks) {
      page.block(block, whole);
    }
    page.add("<p style=\"margin:24px 0 0;font-size:13px;" + DIM + "\">");
    page.add(Plain.html(why).replace("\n", "<br>\n"));
    page.add("</p>\n</body></html>\n");
    return page.out.toString();
  }

  private void block(Block block, boolean whole) {
    if (!block.title().isEmpty()) {
      add("<h2 style=\"margin:20px 0 8px;font-size:16px\">");
      add(Plain.html(block.title()) + " (" + block.items().size() + ")</h2>\n");
    }
    if (whole) {
      block.items().forEach(this::whole);
    } else {
      add("<table role=\"presentation\" style=\"border-collapse:collapse\">\n");
      block.items().forEach(this::brief);
      add("</table>\n");
    }
  }

  private void brief(Item item) {
    add("<tr><td style=\"padding:4px 12px 4px 0;vertical-align:top\">" + chip(item) + "</td>");
    add("<td style=\"padding:4px 0;overflow-wrap:anywhere\">" + linked(item) + "<br>");
    add("<span style=\"font-size:13px;" + DIM + "\">" + Plain.html(item.when()) + "</span>");
    add("</td></tr>\n");
  }

  private void whole(Item item) {
    add("<p style=\"margin:0 0 4px\">" + chip(item) + "</p>\n");
    add("<h1 style=\"margin:0 0 8px;font-size:19px;overflow-wrap:anywhere\">");
    add(Plain.html(item.what()) + "</h1>\n");
    add("<p style=\"margin:0 0 12px\">" + Plain.html(item.lead()) + "</p>\n");
    table(item.rows());
    if (!item.facts().isEmpty()) {
      add("<h2 style=\"margin:16px 0 4px;font-size:15px\">" + Plain.html(words.say("facts")));
      add("</h2>\n");
      table(item.facts());
    }
    if (!item.link().isEmpty()) {
      add("<p style=\"margin:16px 0 0\">");
      add(Plain.html(words.say(item.over() ? "open.resolved" : "open.alert")) + "<br>");
      add(anchor(item.link(), item.link()) + "</p>\n");
    }
  }

  private void table(Map<String, String> rows) {
    add("<table style=\"border-collapse:collapse\">\n");
    rows.forEach(
        (name, value) -> {
          add("<tr><th scope=\"row\" style=\"padding:2px 16px 2px 0;text-align:left;");
          add("vertical-align:top;font-weight:normal;" + DIM + "\">" + Plain.html(name));
          add("</th><td style=\"padding:2px 0;overflow-wrap:anywhere\">" + Plain.html(value));
          add("</td></tr>\n");
        });
    add("</table>\n");
  }

  private static String linked(Item item) {
    String what = Plain.html(item.what());
    return item.link().isEmpty() ? what : anchor(item.link(), item.what());
  }

  private static String anchor(String link, String text) {
    return "<a style=\"overflow-wrap:anywhere\" href=\""
        + Plain.html(link)
        + "\">"
        + Plain.html(text)
        + "</a>";
  }

  private static String chip(Item item) {
    return "<span style=\"padding:1px 8px;border-radius:9px;white-space:nowrap;font-size:13px;color:#fff;background:"
        + (item.over() ? "#15803d" : colour(item.severity()))
        + "\">"
        + Plain.html(item.tag())
        + "</span>";
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "#b91c1c";
      case ERROR -> "#c2410c";
      case WARNING -> "#a16207";
      case INFO -> "#1d4ed8";
    };
  }

  private void add(String html) {
    out.append(html);
  }
}
