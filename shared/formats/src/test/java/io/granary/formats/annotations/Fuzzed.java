package io.granary.formats.annotations;

import java.io.IOException;

/** What holds for whatever was read. */
public final class Fuzzed {
  private Fuzzed() {}

  /** Numbers are finite, geometries can be read, and sums are right. */
  public static void check(Imported read) {
    for (int i = 0; i < read.annotations().size(); i++) {
      ImportedAnnotation annotation = read.annotations().get(i);
      boolean isFinite =
          read.geometry(i).isFinite() && (annotation.box() == null || annotation.box().isFinite());
      if (!isFinite || annotation.attributes().isEmpty()) {
        throw new AssertionError("Imported: " + annotation);
      }
    }
    if (read.target().imported() != read.annotations().size()) {
      throw new AssertionError("Not all are counted: " + read.target().imported());
    }
  }

  /** Looking at any files ends in a verdict. */
  public static void detect(AnnotationFormat format, MemoryFiles files) throws IOException {
    Scout scout = format.scout(null);
    files.list(scout::see);
    scout.conclude(files, Imported.samples(64, 48, "images/a.jpg"));
  }
}
