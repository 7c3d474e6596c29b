package io.vigie.api.feed;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document of elements with attributes and text. What XML cannot say is left out. */
final class Xml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter out;

  private Xml() throws XMLStreamException {
    out = FACTORY.createXMLStreamWriter(text);
  }

  /** Writes a document. */
  interface Content {
    void write(Xml xml) throws XMLStreamException;
  }

  static byte[] document(Content content) {
    try {
      Xml xml = new Xml();
      xml.out.writeStartDocument("UTF-8", "1.0");
      content.write(xml);
      xml.out.writeEndDocument();
      xml.out.close();
      return xml.text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed could not be written", e);
    }
  }

  /**
   * @param attributes name, value, name, value …
   */
  void element(String name, Content inner, String... attributes) throws XMLStreamException {
    out.writeStartElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.writeAttribute(attributes[i], legal(attributes[i + 1]));
    }
    inner.write(this);
    out.writeEndElement();
  }

  void text(String name, String content, String... attributes) throws XMLStreamException {
    element(name, xml -> xml.out.writeCharacters(legal(content)), attributes);
  }

  void empty(String name, String... attributes) throws XMLStreamException {
    element(name, xml -> {}, attributes);
  }

  /** Without the characters that no XML 1.0 document may hold, escaped or not. */
  static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints().filter(Xml::allowed).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean allowed(int c) {
    return c >= 0x20 && c <= 0xD7FF
        || c == '\t'
        || c == '\n'
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }
}
