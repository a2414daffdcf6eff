package io.granary.formats.csv;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables with a row for each annotation: of Open Images, of TensorFlow's and RetinaNet's examples,
 * of Kaggle, and any other whose header names a file and a box, a class or a caption. Boxes are in
 * pixels or in shares of the image, whichever the numbers show.
 */
public final class CsvFormat implements AnnotationFormat {
  static final String NAME = "csv";
  static final String OPEN_IMAGES = "csv_openimages";
  static final String TENSORFLOW = "csv_tf";

  /** A table that cannot be read is still best told about by this reader. */
  private static final double UNSURE = 0.05;

  private static final int MOST_OPENED = 20;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> hints() {
    return List.of(NAME, OPEN_IMAGES, TENSORFLOW);
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new TableScout(hint);
  }

  private static boolean isTable(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".tsv");
  }

  private static final class TableScout implements Scout {
    private final @Nullable String hint;
    private final List<SetFile> some = new ArrayList<>();

    TableScout(@Nullable String hint) {
      this.hint = hint;
    }

    @Override
    public void see(SetFile file) {
      if (isTable(file.path())
          && !CsvClasses.isDescription(file.name())
          && some.size() < MOST_OPENED) {
        some.add(file);
      }
    }

    @Override
    public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
      Match best =
          Match.none(
              NAME, some.isEmpty() ? "there is no table" : "no table names files of the set");
      for (SetFile file : some) {
        Match match = look(file, files, samples);
        best = match.confidence() > best.confidence() ? match : best;
      }
      return best;
    }

    private Match look(SetFile file, SetFiles files, SampleIndex samples) throws IOException {
      try {
        Optional<CsvTable> table =
            CsvTable.look(file.path(), files.content(file), samples, hint != null);
        if (table.isEmpty()) {
          return Match.none(NAME, "");
        }
        CsvColumns columns = table.get().columns();
        boolean isOfClasses = columns.has(Role.CLASS) || !columns.flags().isEmpty();
        String what = columns.hasBoxes() ? "boxes" : isOfClasses ? "classes" : "texts";
        return new Match(
            columns.isOpenImages() ? OPEN_IMAGES : NAME,
            table.get().confidence(),
            "%s has %s for files of the set".formatted(file.path(), what),
            new Reader(hint));
      } catch (UnreadableTableException e) {
        return new Match(NAME, UNSURE, file.path() + ": " + e.problem(), new Reader(hint));
      }
    }
  }

  private record Reader(@Nullable String hint) implements AnnotationReader {
    @Override
    public boolean uses(String path) {
      return isTable(path);
    }

    @Override
    public void read(SetFiles files, AnnotationImport target) throws IOException {
      var classes = new CsvClasses();
      files.read(
          file -> isTable(file.path()) && CsvClasses.isDescription(file.name()),
          (file, content) -> {
            try {
              classes.name(content);
            } catch (UnreadableTableException e) {
              target.refuse(
                  file, NAME, io.granary.domain.IssueCode.ANNOTATION_FILE_UNREADABLE, e.problem());
            }
          });
      files.read(
          file -> isTable(file.path()) && !CsvClasses.isDescription(file.name()),
          (file, content) -> new CsvReader(file, content, hint, classes, target).read());
    }
  }
}
