package io.granary.formats.csv;

import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A table of annotations, as its first rows show it.
 *
 * @param hasHeader whether the first row is the header
 * @param confidence that it is one of annotations of the set
 */
record CsvTable(CsvColumns columns, boolean hasHeader, double confidence) {
  private static final double BOXES = 0.8;
  private static final double LABELS = 0.6;
  private static final double GUESSED = 0.52;

  /** Less than folders have: none of the first rows is of the set. */
  private static final double OTHER_FILES = 0.4;

  private static final int LOOKED = 50;

  /** So many different values of so many rows are no classes. */
  private static final int FEW = 20;

  /**
   * Looks at the header and some rows. A table whose files are no samples is data of another kind,
   * unless the header is clear: a part of the images of Open Images is a usual set.
   *
   * @param path of the table
   * @param isAskedFor whether somebody says that it is one of annotations
   */
  static Optional<CsvTable> look(
      String path, Content content, SampleIndex samples, boolean isAskedFor) throws IOException {
    try (CsvRows rows = CsvRows.open(content)) {
      CsvRow first = rows.next();
      if (first == null) {
        throw new UnreadableTableException("The file is empty");
      }
      Optional<CsvColumns> flagged = CsvFlags.columns(path, first.values(), content);
      Optional<CsvColumns> named = flagged.isPresent() ? flagged : CsvColumns.named(first.values());
      Optional<CsvColumns> columns = named.isPresent() ? named : CsvColumns.unnamed(first);
      if (columns.isEmpty()) {
        return Optional.empty();
      }
      var evidence = new Evidence(path, columns.get(), samples);
      if (named.isEmpty()) {
        evidence.take(first);
        if (evidence.found == 0 && !columns.get().hasBoxes()) {
          return Optional.empty();
        }
      }
      for (CsvRow row = rows.next(); row != null && evidence.rows < LOOKED; row = rows.next()) {
        evidence.take(row);
      }
      boolean isClear = named.isPresent() && columns.get().isClear();
      return isAskedFor || isClear || evidence.isEnough()
          ? Optional.of(new CsvTable(columns.get(), named.isPresent(), evidence.confidence()))
          : Optional.empty();
    }
  }

  /** The sample that a row names; a name without extension will do. */
  static int find(SampleIndex samples, String name, String path) {
    if (name.isBlank()) {
      return SampleIndex.NONE;
    }
    int sample = samples.find(name, path, 0, 0);
    return sample == SampleIndex.NONE ? samples.findStem(name, path) : sample;
  }

  private static final class Evidence {
    private final String path;
    private final CsvColumns columns;
    private final SampleIndex samples;
    private final Set<String> classes = new HashSet<>();
    private int rows;
    private int found;

    Evidence(String path, CsvColumns columns, SampleIndex samples) {
      this.path = path;
      this.columns = columns;
      this.samples = samples;
    }

    void take(CsvRow row) {
      if (!row.isBlank()) {
        rows++;
        found += find(samples, columns.value(row, Role.FILE), path) >= 0 ? 1 : 0;
        classes.add(columns.value(row, Role.CLASS));
      }
    }

    double confidence() {
      if (found == 0) {
        return OTHER_FILES;
      }
      return columns.isGuessed() ? GUESSED : columns.hasBoxes() ? BOXES : LABELS;
    }

    boolean isEnough() {
      if (columns.hasBoxes()) {
        return found > 0;
      }
      boolean isText = columns.isGuessed() && rows >= FEW && classes.size() > rows * 0.8;
      return found > 0 && found * 2 >= rows && !isText;
    }
  }
}
