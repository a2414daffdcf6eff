package io.granary.formats.xml;

import io.granary.formats.annotations.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Goes through an XML document that strangers have written. What is no XML, has a DTD, is nested
 * deeper than 100 or goes beyond another limit is an {@link XmlException}; any other {@link
 * IOException} means that the bytes could not be fetched. Nothing outside the document is opened.
 */
public final class XmlCursor implements AutoCloseable {
  static final String DTD = "It has a DTD or entities of its own";

  private static final long LONGEST_MARKUP = 16 << 20;
  private static final int MOST_NAMES = 10_000;
  private static final int MOST_ELEMENTS = 300_000;
  private static final long MOST_TEXT = 32 << 20;
  private static final String MESSAGE = "Message: ";

  private final SourceStream source;
  private final XMLStreamReader reader;
  private final Set<String> names = new HashSet<>();
  private int depth;
  private int elements;
  private long characters;

  private XmlCursor(SourceStream source, Reader text) throws IOException {
    this.source = source;
    try {
      this.reader = factory().createXMLStreamReader(text);
    } catch (XMLStreamException e) {
      throw problem(e);
    }
    checkVersion();
  }

  private XmlCursor(SourceStream source) throws IOException {
    this.source = source;
    try {
      this.reader = factory().createXMLStreamReader(source);
    } catch (XMLStreamException e) {
      throw problem(e);
    }
    checkVersion();
  }

  /** The parser's other scanner, for XML 1.1, prints what it finds wrong. */
  private void checkVersion() throws XmlException {
    if ("1.1".equals(reader.getVersion())) {
      throw new XmlException("XML 1.1, not 1.0");
    }
  }

  /** One for each document: a factory holds on to the last one that it opened. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty("jdk.xml.maxElementDepth", "100");
    factory.setProperty("jdk.xml.elementAttributeLimit", "200");
    return factory;
  }

  /** Opens a document of any encoding that is at most so many bytes long. */
  public static XmlCursor open(Content content, long mostBytes) throws IOException {
    var source = new SourceStream(content.open(), mostBytes);
    try {
      return new XmlCursor(source);
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  /** Opens a document of any length, in UTF-8 with or without its mark. */
  public static XmlCursor stream(Content content) throws IOException {
    var source = new SourceStream(content.open(), Long.MAX_VALUE);
    try {
      InputStream in = new BufferedInputStream(source, 256 << 10);
      in.mark(3);
      byte[] mark = in.readNBytes(3);
      if (!(mark.length == 3
          && mark[0] == (byte) 0xEF
          && mark[1] == (byte) 0xBB
          && mark[2] == (byte) 0xBF)) {
        in.reset();
      }
      // A decoder of one's own reports what is no UTF-8, instead of replacing it.
      Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
      return new XmlCursor(source, new MarkupLimit(text, LONGEST_MARKUP));
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  /**
   * Goes on to the next element of a depth, passing those in between.
   *
   * @param wanted depth of the element, 1 for the root
   * @return whether there is one in the same element above it; if not, that one has ended
   */
  public boolean toElement(int wanted) throws IOException {
    for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
      if (event == XMLStreamConstants.START_ELEMENT && depth == wanted) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT && depth < wanted - 1) {
        return false;
      }
    }
    return false;
  }

  /** The name of the element that it stands at, without prefix. */
  public String name() {
    return reader.getLocalName();
  }

  /** The attributes of the element that it stands at. */
  public Map<String, String> attributes() {
    int count = reader.getAttributeCount();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String prefix = reader.getAttributePrefix(i);
      String local = reader.getAttributeLocalName(i);
      attributes.put(
          prefix == null || prefix.isEmpty() ? local : prefix + ":" + local,
          reader.getAttributeValue(i));
    }
    return attributes;
  }

  /** Reads the element that it stands at, and stands at its end. */
  public XmlElement element() throws IOException {
    elements = 0;
    characters = 0;
    return tree();
  }

  /** Reads to the end of the document, to know that it is sound. */
  public void end() throws IOException {
    while (next() != XMLStreamConstants.END_DOCUMENT) {
      // Nothing of it is wanted.
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private XmlElement tree() throws IOException {
    if (++elements > MOST_ELEMENTS) {
      throw new XmlException("More than %d elements in one".formatted(MOST_ELEMENTS));
    }
    String name = name();
    Map<String, String> attributes = attributes();
    attributes.values().forEach(value -> characters += value.length());
    List<XmlElement> children = new ArrayList<>(4);
    var text = new StringBuilder(0);
    for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(tree());
      } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        characters += reader.getTextLength();
      }
      if (characters > MOST_TEXT) {
        throw new XmlException("More than %d characters in one element".formatted(MOST_TEXT));
      }
    }
    return new XmlElement(name, attributes, text.toString(), children);
  }

  private int next() throws IOException {
    int event = reader.getEventType();
    if (event == XMLStreamConstants.END_DOCUMENT) {
      return event;
    }
    try {
      event = reader.next();
    } catch (XMLStreamException | RuntimeException e) {
      // The parser of the JDK lets out any RuntimeException for some damaged documents.
      throw problem(e);
    }
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new XmlException(DTD);
    }
    if (event == XMLStreamConstants.START_ELEMENT) {
      depth++;
      note(reader.getLocalName());
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        note(reader.getAttributeLocalName(i));
      }
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    }
    return event;
  }

  /** The parser keeps every name that it has seen. */
  private void note(String name) throws XmlException {
    if (names.add(name) && names.size() > MOST_NAMES) {
      throw new XmlException("More than %d names".formatted(MOST_NAMES));
    }
  }

  private IOException problem(Exception e) {
    if (source.failure() != null) {
      return source.failure();
    }
    if (e instanceof XMLStreamException x && x.getNestedException() instanceof XmlException limit) {
      return limit;
    }
    if (!(e instanceof XMLStreamException parsing) || parsing.getLocation() == null) {
      return new XmlException("Not XML", e);
    }
    String said = String.valueOf(e.getMessage()).replace('\n', ' ');
    int at = said.indexOf(MESSAGE);
    return new XmlException(
        "Not XML at line %d, column %d: %s"
            .formatted(
                parsing.getLocation().getLineNumber(),
                parsing.getLocation().getColumnNumber(),
                at < 0 ? said : said.substring(at + MESSAGE.length())),
        e);
  }
}
