package io.vigie.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import io.vigie.contract.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads feeds as their readers do, and more strictly than most. */
final class Readers {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String RFC_822 =
      "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT";

  private Readers() {}

  static SyndFeed feed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Document document = document(answer.body());
    if (document.getDocumentElement().getLocalName().equals("feed")) {
      requireAtom(document);
    } else {
      requireRss(document);
    }
    try {
      return new SyndFeedInput().build(new StringReader(answer.body()));
    } catch (FeedException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  /** What RFC 4287 requires of what we write. */
  private static void requireAtom(Document document) {
    Element feed = document.getDocumentElement();
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    texts(document, "updated").forEach(Instant::parse);
    texts(document, "published").forEach(Instant::parse);
    List<String> ids = texts(document, "id");
    ids.forEach(id -> assertThat(URI.create(id).isAbsolute()).as(id).isTrue());
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(texts(document, "updated")).as("one of each").hasSameSizeAs(ids);
    assertThat(texts(document, "title")).hasSameSizeAs(ids);
    requireSelf(document);
  }

  /** What RSS 2.0 requires, and the profile of its board. */
  private static void requireRss(Document document) {
    assertThat(document.getDocumentElement().getAttribute("version")).isEqualTo("2.0");
    assertThat(texts(document, "lastBuildDate")).allMatch(date -> date.matches(RFC_822));
    assertThat(texts(document, "pubDate")).allMatch(date -> date.matches(RFC_822));
    List<String> ids = texts(document, "guid");
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(texts(document, "title")).hasSize(ids.size() + 1);
    assertThat(texts(document, "description")).hasSize(ids.size() + 1);
    requireSelf(document);
  }

  private static void requireSelf(Document document) {
    NodeList links = document.getElementsByTagNameNS(ATOM, "link");
    List<Element> self = new ArrayList<>();
    for (int i = 0; i < links.getLength(); i++) {
      Element link = (Element) links.item(i);
      assertThat(URI.create(link.getAttribute("href")).isAbsolute()).isTrue();
      if (link.getAttribute("rel").equals("self")) {
        self.add(link);
      }
    }
    assertThat(self).hasSize(1);
  }

  private static List<String> texts(Document document, String name) {
    NodeList found = document.getElementsByTagNameNS("*", name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  private static Document document(String body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError("no XML: " + body, e);
    }
  }

  /** Where a person reads the same. */
  static String page(SyndFeed feed) {
    return feed.getLinks().stream()
        .filter(link -> link.getRel().equals("alternate"))
        .map(SyndLink::getHref)
        .findFirst()
        .orElse(feed.getLink());
  }

  static String html(SyndEntry entry) {
    return entry.getContents().isEmpty()
        ? entry.getDescription().getValue()
        : entry.getContents().get(0).getValue();
  }

  /** Escaped, so that a database keeps what no text can hold. */
  static String json(String name, String value) {
    try {
      return Json.MAPPER
          .writer()
          .with(JsonWriteFeature.ESCAPE_NON_ASCII)
          .writeValueAsString(Map.of(name, value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
