package io.granary.formats.xml;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends reading where a tag with its attributes and the text after it, or a comment, is longer than
 * a parser should hold, as it holds each of them whole; and where a DTD begins.
 */
final class MarkupLimit extends FilterReader {
  private static final String COMMENT = "!--";
  private static final String CDATA = "![CDATA[";

  private final long most;
  private long since;

  /** What follows the last {@code <}, as far as it may begin a comment, CDATA or instruction. */
  private final StringBuilder begun = new StringBuilder();

  private boolean isBeginning;
  private String awaited = "";
  private int matched;

  MarkupLimit(Reader in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    for (int i = offset; i < offset + read; i++) {
      pass(buffer[i]);
    }
    return read;
  }

  private void pass(char c) throws XmlException {
    if (++since > most) {
      throw new XmlException("A tag, text or comment is longer than %d characters".formatted(most));
    }
    if (!awaited.isEmpty()) {
      await(c);
    } else if (isBeginning) {
      begin(c);
    } else if (c == '<') {
      since = 0;
      isBeginning = true;
      begun.setLength(0);
    }
  }

  private void begin(char c) throws XmlException {
    begun.append(c);
    String text = begun.toString();
    if (text.equals("?")) {
      await("?>");
    } else if (text.equals(COMMENT)) {
      await("-->");
    } else if (text.equals(CDATA)) {
      await("]]>");
    } else if (!COMMENT.startsWith(text) && !CDATA.startsWith(text)) {
      if (text.startsWith("!")) {
        throw new XmlException(XmlCursor.DTD);
      }
      isBeginning = c == '<';
      begun.setLength(0);
    }
  }

  private void await(String end) {
    isBeginning = false;
    awaited = end;
    matched = 0;
  }

  private void await(char c) {
    if (c == awaited.charAt(matched)) {
      matched++;
    } else if (c != awaited.charAt(0)) {
      matched = 0;
    } else {
      // Of "--->" and "]]]>" the last characters count, and no mark has more than two alike.
      matched = matched == 2 && awaited.charAt(1) == c ? 2 : 1;
    }
    if (matched == awaited.length()) {
      awaited = "";
    }
  }
}
