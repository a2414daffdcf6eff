package io.granary.formats.annotations;

import io.granary.domain.Box;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of any bytes, and holds what holds for all of them: nothing is thrown, and what is
 * imported has finite numbers, an area where it needs one, and texts that can be stored.
 */
public final class Fuzzing {
  private Fuzzing() {}

  public static void read(AnnotationFormat format, MemoryFiles files, SampleIndex samples)
      throws IOException {
    read(format, null, files, samples);
  }

  /**
   * @param hint what was asked for; null when nothing was
   */
  public static void read(
      AnnotationFormat format, @Nullable String hint, MemoryFiles files, SampleIndex samples)
      throws IOException {
    Scout scout = format.scout(hint);
    files.list(scout::see);
    Match match = scout.conclude(files, samples);
    check(!match.reason().isEmpty(), "A match says nothing");
    if (match.reader() == null) {
      return;
    }
    List<ImportedAnnotation> annotations = new ArrayList<>();
    var issues = new IssueLog();
    var target = new AnnotationImport(new UUID(1, 2), samples, issues, annotations::add);
    match.reader().read(files, target);
    check(target.imported() == annotations.size(), "Imported are not those that came");
    annotations.forEach(annotation -> check(annotation, target, samples));
  }

  private static void check(
      ImportedAnnotation annotation, AnnotationImport target, SampleIndex samples) {
    check(annotation.sample() >= 0 && annotation.sample() < samples.size(), "No such sample");
    check(annotation.labelClass() < target.classes().size(), "No such class");
    Box box = annotation.box();
    check(box == null || box.isFinite(), "Not finite: " + box);
    var geometry =
        io.granary.formats.geometry.Geometry.parse(annotation.type(), annotation.geometry());
    check(geometry.isFinite(), "Not finite: " + annotation.geometry());
    check(annotation.geometry().indexOf('\0') < 0, "NUL in a geometry");
    check(annotation.attributes().indexOf('\0') < 0, "NUL in attributes");
    check(!annotation.attributes().contains("\\u0000"), "NUL in attributes");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
