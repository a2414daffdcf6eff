package io.granary.formats.metadata;

import io.granary.formats.annotations.Content;
import io.granary.formats.csv.CsvRow;
import io.granary.formats.csv.CsvRows;
import io.granary.formats.csv.UnreadableTableException;
import io.granary.formats.csv.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Reads the rows of a metadata file, CSV or a JSON object in each line. */
final class MetadataRows {
  private MetadataRows() {}

  /** Takes rows until it has enough. */
  interface Visitor {
    /** Takes a row that names a file. Says whether there should be more. */
    boolean visit(long line, MetadataRow row);

    /** Takes one that makes no sense. Says whether there should be more. */
    boolean unreadable(long line, String problem);
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableTableException when something in it keeps the whole from being read
   */
  static void read(String path, Content content, Visitor visitor) throws IOException {
    if (path.toLowerCase(Locale.ROOT).endsWith(".csv")) {
      readTable(content, visitor);
    } else {
      readLines(content, visitor);
    }
  }

  private static void readTable(Content content, Visitor visitor) throws IOException {
    try (CsvRows rows = CsvRows.open(content)) {
      CsvRow header = rows.next();
      if (header == null) {
        throw new UnreadableTableException("The file is empty");
      }
      List<String> names = header.values();
      if (names.stream().noneMatch(n -> MetadataRow.Field.of(n) == MetadataRow.Field.FILE)) {
        throw new UnreadableTableException("The header has no column file_name");
      }
      boolean isMore = true;
      for (CsvRow row = rows.next(); row != null && isMore; row = isMore ? rows.next() : null) {
        isMore = row.isBlank() || give(row, names, visitor);
      }
    }
  }

  private static boolean give(CsvRow csv, List<String> names, Visitor visitor) {
    if (csv.isLongerThan(names.size())) {
      return visitor.unreadable(
          csv.line(),
          "It has %d values in %d columns".formatted(csv.values().size(), names.size()));
    }
    var row = new MetadataRow();
    try {
      for (int i = 0; i < names.size(); i++) {
        row.take(names.get(i), csv.value(i));
      }
    } catch (UnreadableRowException e) {
      return visitor.unreadable(csv.line(), String.valueOf(e.getMessage()));
    }
    return give(csv.line(), row, visitor);
  }

  private static void readLines(Content content, Visitor visitor) throws IOException {
    try (Utf8Text text = Utf8Text.open(content);
        var lines = new BufferedReader(text)) {
      boolean isMore = true;
      for (long line = 1; isMore; line++) {
        text.beginRecord();
        String json = lines.readLine();
        if (json == null) {
          return;
        }
        isMore = json.isBlank() || give(line, json, visitor);
      }
    }
  }

  private static boolean give(long line, String json, Visitor visitor) {
    try {
      return give(line, MetadataRow.of(json), visitor);
    } catch (UnreadableRowException e) {
      return visitor.unreadable(line, String.valueOf(e.getMessage()));
    }
  }

  private static boolean give(long line, MetadataRow row, Visitor visitor) {
    return row.file().isBlank()
        ? visitor.unreadable(line, "It names no file")
        : visitor.visit(line, row);
  }
}
