package io.vigie.api.feed;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;

/** Atom 1.0 (RFC 4287). */
final class Atom {
  private Atom() {}

  static byte[] of(Feed feed) {
    return Xml.document(
        xml ->
            xml.element(
                "feed",
                inner -> feed(inner, feed),
                "xmlns",
                "http://www.w3.org/2005/Atom",
                "xml:lang",
                feed.language()));
  }

  private static void feed(Xml xml, Feed feed) throws XMLStreamException {
    xml.text("id", feed.id());
    xml.text("title", feed.title());
    xml.text("updated", moment(feed.updated()));
    xml.element("author", author -> author.text("name", "Vigie"));
    xml.text("generator", "Vigie");
    xml.empty("link", "rel", "self", "type", "application/atom+xml", "href", feed.self());
    xml.empty("link", "rel", "alternate", "type", "text/html", "href", feed.page());
    for (Feed.Entry entry : feed.entries()) {
      xml.element("entry", inner -> entry(inner, entry));
    }
  }

  private static void entry(Xml xml, Feed.Entry entry) throws XMLStreamException {
    xml.text("id", entry.id());
    xml.text("title", entry.title());
    xml.text("published", moment(entry.published()));
    xml.text("updated", moment(entry.updated()));
    xml.empty("link", "rel", "alternate", "type", "text/html", "href", entry.link());
    xml.empty("category", "term", entry.category());
    xml.text("content", entry.html(), "type", "html");
  }

  private static String moment(Instant at) {
    return DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS));
  }
}
