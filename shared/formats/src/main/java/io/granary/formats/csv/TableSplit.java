package io.granary.formats.csv;

import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SplitNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The splits that a table gives: by a column, or by its own name, such as train_labels.csv, to
 * samples whose folders say none.
 */
public final class TableSplit {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");

  private final AnnotationImport target;
  private final String ofName;

  public TableSplit(SetFile file, AnnotationImport target) {
    this.target = target;
    List<String> named =
        BETWEEN
            .splitAsStream(file.name())
            .map(SplitNames::of)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    this.ofName = named.size() == 1 ? named.getFirst() : "";
  }

  /** Gives a sample its split. */
  public void give(int sample, String cell) {
    if (!cell.isBlank()) {
      target.giveSplit(sample, cell.strip());
    } else if (!ofName.isEmpty() && SplitNames.ofPath(target.samples().path(sample)).isEmpty()) {
      target.giveSplit(sample, ofName);
    }
  }
}
