package io.vigie.api.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/** RSS 2.0, with the link to itself that the RSS Advisory Board's profile asks for. */
final class Rss {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Rss() {}

  static byte[] of(Feed feed) {
    return Xml.document(
        xml ->
            xml.element(
                "rss",
                rss -> rss.element("channel", channel -> channel(channel, feed)),
                "version",
                "2.0",
                "xmlns:atom",
                "http://www.w3.org/2005/Atom"));
  }

  private static void channel(Xml xml, Feed feed) throws XMLStreamException {
    xml.text("title", feed.title());
    xml.text("link", feed.page());
    xml.text("description", feed.title());
    xml.text("language", feed.language());
    xml.text("lastBuildDate", date(feed.updated()));
    xml.text("generator", "Vigie");
    xml.empty("atom:link", "rel", "self", "type", "application/rss+xml", "href", feed.self());
    for (Feed.Entry entry : feed.entries()) {
      xml.element("item", item -> item(item, entry));
    }
  }

  private static void item(Xml xml, Feed.Entry entry) throws XMLStreamException {
    xml.text("title", entry.title());
    xml.text("link", entry.link());
    xml.text("guid", entry.id(), "isPermaLink", "false");
    xml.text("pubDate", date(entry.published()));
    xml.text("category", entry.category());
    xml.text("description", entry.html());
  }

  /** As HTTP has it too: two digits of a day, always. */
  static String date(Instant at) {
    return DATE.format(at);
  }
}
