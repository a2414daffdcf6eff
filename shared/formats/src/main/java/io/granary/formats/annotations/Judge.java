package io.granary.formats.annotations;

import io.granary.domain.AnnotationState;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.Ids;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Gives the verdict on each annotation of the file that was begun, and counts them. */
final class Judge {
  private final SampleIndex samples;
  private final IntPredicate fresh;
  private final ClassTable classes;
  private final Upright upright;
  private final AnnotationSink sink;
  private final ContentHash hashes;
  private final SeenAnnotations seen = new SeenAnnotations();
  private IssueLog issues = new IssueLog();
  private boolean isOfFresh;
  private long imported;
  private long skipped;
  private long repaired;

  /** Of the one that is decided on when it comes from a backup; else null. */
  private @Nullable AnnotationState restored;

  Judge(
      UUID dataset,
      SampleIndex samples,
      IntPredicate fresh,
      ClassTable classes,
      Upright upright,
      AnnotationSink sink) {
    this.samples = samples;
    this.fresh = fresh;
    this.classes = classes;
    this.upright = upright;
    this.sink = sink;
    this.hashes = new ContentHash(dataset, samples);
  }

  /** Which samples of a file are looked at. */
  enum Of {
    ALL_SAMPLES,
    NEW_SAMPLES
  }

  void know(
      UUID annotation, int sample, int labelClass, @Nullable Box box, @Nullable String sourceId) {
    seen.know(
        annotation.getMostSignificantBits(),
        ContentHash.ofObject(sample, labelClass, box),
        sourceId == null ? "" : sourceId);
  }

  /** Begins a file, whose issues go to a log of its own. */
  void begin(String path, String task, Of which, IssueLog log) {
    issues = log;
    isOfFresh = which == Of.NEW_SAMPLES;
    seen.beginFile(path, task);
  }

  long imported() {
    return imported;
  }

  long skipped() {
    return skipped;
  }

  long repaired() {
    return repaired;
  }

  /**
   * Decides on one as a dataset had it: it keeps its id in its source, which others may have too,
   * and needs no class.
   */
  void restore(SourceAnnotation source, AnnotationState state) {
    restored = state;
    add(source);
    restored = null;
  }

  void add(SourceAnnotation source) {
    if (isOfFresh && (source.sample() < 0 || !fresh.test(source.sample()))) {
      return;
    }
    if (source.sample() == AnnotationImport.MISNAMED_IMAGE) {
      skipped++;
    } else if (source.sample() < 0) {
      skip(IssueCode.UNKNOWN_IMAGE, "", source, "There is no image '" + source.imageId() + "'");
    } else if (source.labelClass() < 0 && needsClass(source)) {
      skip(
          IssueCode.UNKNOWN_CLASS,
          path(source),
          source,
          "There is no class '%s'".formatted(source.classId()));
    } else {
      addKnown(upright.turn(source));
    }
  }

  private boolean needsClass(SourceAnnotation source) {
    return restored == null
        ? !source.needsNoClass()
        : source.labelClass() != SourceAnnotation.NO_CLASS;
  }

  void skip(IssueCode code, String file, String place, String detail) {
    if (!isOfFresh) {
      skipped++;
      issues.add(code, file, place, detail);
    }
  }

  void addBackground(int sample, String imageId, String id) {
    var entry = SourceAnnotation.broken(sample, imageId, SourceAnnotation.NO_CLASS, "").withId(id);
    if (sample < 0) {
      add(entry);
    } else if (!isOfFresh || fresh.test(sample)) {
      skip(IssueCode.BACKGROUND_ENTRY, path(entry), entry, "Nothing is on the image");
    }
  }

  private void addKnown(SourceAnnotation source) {
    if (source.isShapeInvalid()) {
      issues.add(IssueCode.SEGMENTATION_INVALID, path(source), source.id(), "Left out");
    }
    Shape shape = source.shape();
    Box box = source.box() != null || shape == null ? source.box() : shape.box();
    if (box == null && (shape == null || !shape.isOfWholeSample())) {
      skip(IssueCode.GEOMETRY_MISSING, path(source), source, "Neither box nor segmentation");
    } else if (box != null && !box.isFinite()) {
      skip(IssueCode.NOT_A_NUMBER, path(source), source, box.toString());
    } else if (box != null && !box.hasArea() && (shape == null || !shape.isThin())) {
      skip(IssueCode.BOX_WITHOUT_AREA, path(source), source, box.toString());
    } else if (box != null && isOutside(source.sample(), box)) {
      skip(IssueCode.BOX_OUT_OF_IMAGE, path(source), source, "Wholly outside: " + box);
    } else {
      addSound(source, box, shape);
    }
  }

  private void addSound(SourceAnnotation source, @Nullable Box box, @Nullable Shape shape) {
    String geometry =
        shape != null ? shape.geometry() : java.util.Objects.requireNonNull(box).json();
    String name = source.labelClass() < 0 ? "" : classes.name(source.labelClass());
    long[] content = hashes.of(source.sample(), name, box, geometry);
    long object = ContentHash.ofObject(source.sample(), source.labelClass(), box);
    switch (seen.add(content[0], object, source.id())) {
      case NEW -> keep(source, box, shape, geometry, content);
      case JOINED -> skipped += isOfFresh ? 0 : 1;
      case AGAIN -> {
        // What a sample that has changed had before is no double.
        if (!isOfFresh) {
          skip(
              IssueCode.DUPLICATE_ANNOTATION,
              path(source),
              source,
              "Same image, class and geometry as another");
        }
      }
    }
  }

  private void keep(
      SourceAnnotation source,
      @Nullable Box box,
      @Nullable Shape shape,
      String geometry,
      long[] content) {
    noteImported(source, box);
    boolean isNewId = restored != null || seen.isNewId(source.id());
    if (!isNewId) {
      issues.add(
          IssueCode.DUPLICATE_ANNOTATION_ID, path(source), source.id(), "Imported with a new id");
    }
    AttributeLimit.Kept attributes = AttributeLimit.of(source.attributes());
    attributes
        .problem()
        .ifPresent(
            problem ->
                issues.add(IssueCode.ATTRIBUTES_TOO_LARGE, path(source), source.id(), problem));
    sink.accept(
        new ImportedAnnotation(
            Ids.derived(content[0], content[1]),
            source.sample(),
            source.labelClass(),
            shape == null ? AnnotationType.BBOX : shape.type(),
            box,
            geometry,
            attributes.json(),
            source.score(),
            source.isCrowd(),
            isNewId && !source.id().isEmpty() ? source.id() : null,
            restored == null ? AnnotationState.CONFIRMED : restored));
  }

  private void noteImported(SourceAnnotation source, @Nullable Box box) {
    int sample = source.sample();
    imported++;
    boolean isComputed = source.box() == null && box != null;
    if (isComputed || source.isShapeInvalid() || upright.isTurned(sample)) {
      repaired++;
    }
    if (isComputed) {
      issues.add(IssueCode.BOX_COMPUTED, path(source), source.id(), box.toString());
    }
    if (box != null
        && samples.width(sample) > 0
        && box.reachesOutOf(samples.width(sample), samples.height(sample))) {
      issues.add(
          IssueCode.BOX_OUT_OF_IMAGE,
          path(source),
          source.id(),
          "%s in %d x %d".formatted(box, samples.width(sample), samples.height(sample)));
    }
    seen.overlap(sample)
        .ifPresent(
            files -> issues.add(IssueCode.ANNOTATION_FILES_OVERLAP, path(source), "", files));
  }

  private boolean isOutside(int sample, Box box) {
    return samples.width(sample) > 0
        && box.isOutsideOf(samples.width(sample), samples.height(sample));
  }

  private void skip(IssueCode code, String path, SourceAnnotation source, String detail) {
    skipped++;
    issues.add(code, path, source.id(), detail);
  }

  private String path(SourceAnnotation source) {
    return samples.path(source.sample());
  }
}
