package io.granary.formats.annotations;

import io.granary.domain.Issue;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.geometry.Geometry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What comes of reading files: the annotations in order, the classes, the issues. */
public final class Imported {
  private static final UUID DATASET = new UUID(1, 2);

  private final SampleIndex samples;
  private final IssueLog issues = new IssueLog();
  private final List<ImportedAnnotation> annotations = new ArrayList<>();
  private final AnnotationImport target;

  private Imported(SampleIndex samples) {
    this.samples = samples;
    this.target = new AnnotationImport(DATASET, samples, issues, annotations::add);
  }

  /** Detects the format among all of one and reads it; fails when it is not of the format. */
  public static Imported read(AnnotationFormat format, MemoryFiles files, SampleIndex samples)
      throws IOException {
    return read(format, null, files, samples);
  }

  public static Imported read(
      AnnotationFormat format,
      @org.jspecify.annotations.Nullable String hint,
      MemoryFiles files,
      SampleIndex samples)
      throws IOException {
    Scout scout = format.scout(hint);
    files.list(scout::see);
    Match match = scout.conclude(files, samples);
    if (match.reader() == null) {
      throw new AssertionError("Not of the format: " + match.reason());
    }
    var imported = new Imported(samples);
    match.reader().read(files, imported.target);
    return imported;
  }

  /** Samples of one size. */
  public static SampleIndex samples(int width, int height, String... paths) {
    var samples = new SampleIndex();
    for (String path : paths) {
      samples.add(path, width, height);
    }
    return samples;
  }

  public AnnotationImport target() {
    return target;
  }

  public List<ImportedAnnotation> annotations() {
    return annotations;
  }

  /** Each as "path class type geometry", in the order in which they came. */
  public List<String> lines() {
    return annotations.stream()
        .map(
            a ->
                "%s %s %s %s"
                    .formatted(
                        samples.path(a.sample()),
                        a.labelClass() < 0 ? "-" : target.classes().get(a.labelClass()).name(),
                        a.type(),
                        a.geometry()))
        .toList();
  }

  public Geometry geometry(int place) {
    ImportedAnnotation annotation = annotations.get(place);
    return Geometry.parse(annotation.type(), annotation.geometry());
  }

  public List<String> classNames() {
    return target.classes().stream().map(ImportedClass::name).toList();
  }

  public long count(IssueCode code) {
    return issues.count(code);
  }

  public List<Issue> issues() {
    return issues.issues(1);
  }
}
