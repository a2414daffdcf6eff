package io.granary.formats.xml;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes a document with an element a line. Any text is read back as it was, but for characters
 * that XML 1.0 has no way to write: they become U+FFFD.
 */
public final class XmlWriter {
  private static final int FIRST_PLAIN = 0x20;
  private static final char REPLACEMENT = '\uFFFD';

  private final Writer out;
  private int depth;
  private boolean isReplaced;

  /**
   * @param out takes the characters; the document names UTF-8 as its encoding
   */
  public XmlWriter(Writer out) throws IOException {
    this.out = out;
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  /** Whether a text had a character that cannot be written, and is not what it was. */
  public boolean isReplaced() {
    return isReplaced;
  }

  /** Begins an element of elements. */
  public XmlWriter open(String name) throws IOException {
    indent();
    out.write("<" + name + ">\n");
    depth++;
    return this;
  }

  /** Ends the element that was begun last. */
  public XmlWriter close(String name) throws IOException {
    depth--;
    indent();
    out.write("</" + name + ">\n");
    return this;
  }

  /** Writes an element with a text. */
  public XmlWriter leaf(String name, String text) throws IOException {
    indent();
    out.write("<" + name + (text.equals(text.strip()) ? ">" : " xml:space=\"preserve\">"));
    escape(text);
    out.write("</" + name + ">\n");
    return this;
  }

  private void indent() throws IOException {
    out.write("  ".repeat(depth));
  }

  private void escape(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.write(c);
        out.write(text.charAt(++i));
        continue;
      }
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '\r' -> out.write("&#13;");
        default -> out.write(isWritable(c) ? c : replacement());
      }
    }
  }

  /** XML 1.0, production 2: Char. */
  private static boolean isWritable(char c) {
    return c == '\t' || c == '\n' || c >= FIRST_PLAIN && !Character.isSurrogate(c) && c < '\uFFFE';
  }

  private char replacement() {
    isReplaced = true;
    return REPLACEMENT;
  }
}
