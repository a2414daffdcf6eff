package io.granary.formats.csv;

import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SetFile;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one table, twice: first whether all of it can be read and what its numbers count, then its
 * rows. A row that makes no sense is an issue and leaves the others as they are. Memory is a bit a
 * sample and the names of the classes.
 */
final class CsvReader {
  private final SetFile file;
  private final Content content;
  private final @Nullable String hint;
  private final CsvClasses classes;
  private final AnnotationImport target;
  private final TableSplit split;
  private final BitSet declared = new BitSet();
  private String lastName = "";
  private int lastSample = -1;

  CsvReader(
      SetFile file,
      Content content,
      @Nullable String hint,
      CsvClasses classes,
      AnnotationImport target) {
    this.file = file;
    this.content = content;
    this.hint = hint;
    this.classes = classes;
    this.target = target;
    this.split = new TableSplit(file, target);
  }

  /**
   * @throws IOException when the content cannot be fetched
   */
  void read() throws IOException {
    target.beginFile(file, CsvFormat.NAME, "instances");
    CsvTable table;
    CsvScale scale;
    try {
      Optional<CsvTable> found =
          CsvTable.look(file.path(), content, target.samples(), hint != null);
      if (found.isEmpty()) {
        target.refuse(
            file,
            "unknown",
            IssueCode.ANNOTATION_FORMAT_UNKNOWN,
            "It names no files of the set with boxes, classes or texts");
        return;
      }
      table = found.get();
      scale = survey(table);
    } catch (UnreadableTableException e) {
      target.refuse(file, "unreadable", IssueCode.ANNOTATION_FILE_UNREADABLE, e.problem());
      return;
    }
    if (table.columns().hasBoxes()) {
      tellDoubts(table.columns(), scale);
    }
    var annotations = new CsvAnnotations(table.columns(), scale, target);
    var flags = CsvFlags.declare(table.columns(), classes, target);
    read(table, annotations, flags);
    target.endFile();
  }

  private CsvScale survey(CsvTable table) throws IOException {
    var boxes = new CsvBoxes(table.columns());
    var evidence = new CsvScale.Evidence();
    try (CsvRows rows = CsvRows.open(content)) {
      CsvRow row = table.hasHeader() ? skipHeader(rows) : rows.next();
      for (; row != null; row = rows.next()) {
        boxes.show(row, evidence);
      }
    }
    return CsvScale.of(table.columns(), hint).orElseGet(evidence::scale);
  }

  private static @Nullable CsvRow skipHeader(CsvRows rows) throws IOException {
    rows.next();
    return rows.next();
  }

  private void tellDoubts(CsvColumns columns, CsvScale scale) {
    if (scale.doubt() != null) {
      target.issues().add(IssueCode.FORMAT_AMBIGUOUS, file.path(), "", scale.doubt());
    }
    if (!columns.has(Role.CLASS)) {
      target
          .issues()
          .add(
              IssueCode.FORMAT_AMBIGUOUS,
              file.path(),
              "",
              "There is no column of classes; all boxes are of class '%s'"
                  .formatted(CsvClasses.OBJECT));
    }
  }

  private void read(CsvTable table, CsvAnnotations annotations, CsvFlags flags) throws IOException {
    try (CsvRows rows = CsvRows.open(content)) {
      CsvRow row = table.hasHeader() ? skipHeader(rows) : rows.next();
      for (; row != null; row = rows.next()) {
        if (!row.isBlank()) {
          read(row, table.columns(), annotations, flags);
        }
      }
    }
  }

  private void read(CsvRow row, CsvColumns columns, CsvAnnotations annotations, CsvFlags flags) {
    String name = columns.value(row, Role.FILE);
    if (row.isLongerThan(columns.count())) {
      unreadable(
          row, "It has %d values in %d columns".formatted(row.values().size(), columns.count()));
      return;
    }
    if (name.isBlank()) {
      unreadable(row, "It names no file");
      return;
    }
    int sample = sample(name);
    if (sample >= 0) {
      split.give(sample, columns.value(row, Role.SPLIT));
      declareSize(sample, name, row, columns);
    }
    if (!columns.flags().isEmpty()) {
      flags.add(row, sample, name);
      return;
    }
    Optional<Box> box = annotations.box(row, sample);
    int labelClass = labelClass(row, columns, box.isPresent());
    annotations.add(row, sample, name, labelClass, box);
  }

  private int labelClass(CsvRow row, CsvColumns columns, boolean hasBox) {
    if (!columns.has(Role.CLASS)) {
      return hasBox ? classes.place(target, CsvClasses.OBJECT, "") : -1;
    }
    return classes.place(target, columns.value(row, Role.CLASS), columns.value(row, Role.CLASS_ID));
  }

  /** Rows of one image mostly follow one another. */
  private int sample(String name) {
    if (!name.equals(lastName)) {
      lastName = name;
      lastSample = CsvTable.find(target.samples(), name, file.path());
    }
    return lastSample;
  }

  private void declareSize(int sample, String name, CsvRow row, CsvColumns columns) {
    int width = CsvNumbers.pixels(columns.value(row, Role.IMAGE_WIDTH));
    int height = CsvNumbers.pixels(columns.value(row, Role.IMAGE_HEIGHT));
    if (width > 0 && height > 0 && !declared.get(sample)) {
      declared.set(sample);
      target.declareSize(sample, name, width, height);
    }
  }

  private void unreadable(CsvRow row, String why) {
    target.skip(IssueCode.ROW_UNREADABLE, "line " + row.line(), why);
  }
}
