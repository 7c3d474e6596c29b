package io.vigie.api.feed;

import io.vigie.contract.event.Alert;
import io.vigie.words.AlertWords;
import io.vigie.words.Plain;
import io.vigie.words.Times;
import io.vigie.words.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;

/** How a feed says things: in one language, with links to one console. */
final class Tongue {
  private static final int LONGEST_TITLE = 250;

  private final Words words;
  private final Times times;
  private final AlertWords alerts;
  private final String console;

  /**
   * @param console its address, without a slash at its end
   */
  Tongue(String language, String console) {
    this.words = Words.in(language, Tongue.class);
    this.times = new Times(ZoneId.systemDefault(), words);
    this.alerts = new AlertWords(words, times);
    this.console = console;
  }

  Words words() {
    return words;
  }

  Times times() {
    return times;
  }

  AlertWords alerts() {
    return alerts;
  }

  String severity(Alert alert) {
    return alerts.severity(alert);
  }

  /** One line, as a reader shows it in its list. */
  String title(String tag, String what) {
    return Plain.cut(Plain.line('[' + tag + "] " + what), LONGEST_TITLE);
  }

  /**
   * @param path of the page, its parts encoded: {@code alerts/ID}
   */
  String page(String path) {
    return console + "/#/" + path;
  }

  /** Rows with their names, those that are empty left out. */
  String html(String lead, Map<String, String> rows) {
    StringBuilder html = new StringBuilder();
    if (!lead.isEmpty()) {
      html.append("<p>").append(Plain.html(lead)).append("</p>");
    }
    html.append("<table>");
    rows.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            html.append("<tr><th align=\"left\">")
                .append(Plain.html(Plain.line(name)))
                .append("</th><td>")
                .append(Plain.html(Plain.line(value)))
                .append("</td></tr>");
          }
        });
    return html.append("</table>").toString();
  }

  /** As a part of an address, or of an URN. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
