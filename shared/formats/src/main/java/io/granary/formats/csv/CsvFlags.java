package io.granary.formats.csv;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.geometry.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tables with a column for each class and 1 where a sample is of it, as Roboflow's {@code
 * _classes.csv} and many of Kaggle have it. A sample may be of several classes.
 */
final class CsvFlags {
  private static final int LOOKED = 50;

  private final List<Flag> flags;
  private final AnnotationImport target;

  private record Flag(int place, String name, int labelClass) {}

  private CsvFlags(List<Flag> flags, AnnotationImport target) {
    this.flags = flags;
    this.target = target;
  }

  /**
   * The columns of a table of this kind; empty when it is none: where names of the header say what
   * else columns are, or where the first rows have other values than 0 and 1.
   */
  static Optional<CsvColumns> columns(String path, List<String> header, Content content)
      throws IOException {
    boolean isRoboflow = path.substring(path.lastIndexOf('/') + 1).equals("_classes.csv");
    Optional<CsvColumns> named = CsvColumns.named(header);
    Optional<CsvColumns> flagged = CsvColumns.flagged(header);
    boolean isOther = named.isPresent() && !named.get().isGuessed() && !isRoboflow;
    return !isOther && flagged.isPresent() && areFlags(flagged.get().flags(), content)
        ? flagged
        : Optional.empty();
  }

  private static boolean areFlags(List<Integer> places, Content content) throws IOException {
    try (CsvRows rows = CsvRows.open(content)) {
      rows.next();
      int looked = 0;
      for (CsvRow row = rows.next(); row != null && looked < LOOKED; row = rows.next()) {
        if (!row.isBlank()) {
          looked++;
          for (int place : places) {
            double value = CsvNumbers.parse(row.value(place));
            if (value != 0 && value != 1) {
              return false;
            }
          }
        }
      }
      return looked > 0;
    }
  }

  /** Declares the classes, in the order of the columns. */
  static CsvFlags declare(CsvColumns columns, CsvClasses classes, AnnotationImport target) {
    List<Flag> flags = new ArrayList<>();
    for (int place : columns.flags()) {
      String name = columns.name(place).strip();
      flags.add(new Flag(place, name, classes.place(target, name, "")));
    }
    return new CsvFlags(flags, target);
  }

  /** Gives the classes of a row. What is neither 0 nor 1 nor empty is skipped. */
  void add(CsvRow row, int sample, String name) {
    boolean isNothing = true;
    for (Flag flag : flags) {
      String cell = row.value(flag.place());
      double value = CsvNumbers.parse(cell);
      if (value == 1) {
        target.add(SourceAnnotation.of(sample, name, flag.labelClass(), flag.name(), new Label()));
        isNothing = false;
      } else if (value != 0 && !cell.isBlank()) {
        target.skip(
            IssueCode.ROW_UNREADABLE,
            "line " + row.line(),
            "'%s' of %s is neither 0 nor 1".formatted(cell, flag.name()));
        isNothing = false;
      }
    }
    if (isNothing && sample < 0) {
      target
          .issues()
          .add(
              IssueCode.IMAGE_FILE_MISSING,
              "",
              "line " + row.line(),
              "No file '%s'".formatted(name));
    }
  }
}
