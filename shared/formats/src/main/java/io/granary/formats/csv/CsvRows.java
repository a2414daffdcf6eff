package io.granary.formats.csv;

import io.granary.formats.annotations.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table row by row: RFC 4180 with any line ends; comma, semicolon, tab or bar, whichever
 * the first line has most often; spaces around unquoted values do not count. What keeps it from
 * being read throws {@link UnreadableTableException}: text that is no UTF-8, a quote that never
 * ends, records over 4 MiB or 100,000 values, values over 1 MiB.
 */
public final class CsvRows implements Closeable {
  private static final int PEEKED = 1 << 16;
  private static final int MOST_VALUES = 100_000;
  private static final int LONGEST_VALUE = 1 << 20;
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  private final Utf8Text text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  private CsvRows(Utf8Text text, CSVParser parser) {
    this.text = text;
    this.parser = parser;
    this.records = parser.iterator();
  }

  public static CsvRows open(Content content) throws IOException {
    Utf8Text text = Utf8Text.open(content);
    try {
      var whole = new PushbackReader(text, PEEKED);
      char[] peeked = new char[PEEKED];
      int count = 0;
      for (int more = 0; more >= 0 && count < PEEKED; count += Math.max(more, 0)) {
        more = whole.read(peeked, count, PEEKED - count);
      }
      whole.unread(peeked, 0, count);
      String head = new String(peeked, 0, count);
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(delimiter(firstLine(head)))
              .setIgnoreSurroundingSpaces(true)
              .setTrailingData(true)
              .get();
      return new CsvRows(text, CSVParser.builder().setReader(whole).setFormat(format).get());
    } catch (IOException e) {
      text.close();
      throw e;
    }
  }

  private static String firstLine(String head) throws UnreadableTableException {
    int end = 0;
    while (end < head.length() && head.charAt(end) != '\n' && head.charAt(end) != '\r') {
      if (head.charAt(end) == 0) {
        throw new UnreadableTableException("Not UTF-8: the first line has NUL characters");
      }
      end++;
    }
    return head.substring(0, end);
  }

  private static char delimiter(String line) {
    int[] counts = new int[DELIMITERS.length];
    boolean isQuoted = false;
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      isQuoted ^= c == '"';
      for (int i = 0; i < DELIMITERS.length && !isQuoted; i++) {
        counts[i] += c == DELIMITERS[i] ? 1 : 0;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS[best];
  }

  /** The next row; null after the last. */
  public @Nullable CsvRow next() throws IOException {
    text.beginRecord();
    long line = parser.getCurrentLineNumber() + 1;
    try {
      return records.hasNext() ? row(line, records.next()) : null;
    } catch (UncheckedIOException e) {
      // The cause is what the reader below has thrown.
      if (e.getCause() instanceof CSVException) {
        throw new UnreadableTableException(
            "A quote is opened at or after line %d and never closed".formatted(line));
      }
      throw e.getCause();
    }
  }

  private static CsvRow row(long line, CSVRecord csv) throws UnreadableTableException {
    if (csv.size() > MOST_VALUES) {
      throw new UnreadableTableException(
          "Line %d has more than %d values".formatted(line, MOST_VALUES));
    }
    for (String value : csv) {
      if (value.length() > LONGEST_VALUE) {
        throw new UnreadableTableException(
            "Line %d has a value of more than %d characters".formatted(line, LONGEST_VALUE));
      }
    }
    List<String> values = csv.stream().map(value -> value.replace("\0", "")).toList();
    return new CsvRow(line, values);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
