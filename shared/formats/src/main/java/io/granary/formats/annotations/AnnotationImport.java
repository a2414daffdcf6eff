package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.Ids;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/**
 * Decides on every annotation of an import, in one place for all formats: imported and skipped add
 * up to what the files have, repaired ones are among the imported. Memory is some 24 bytes an
 * annotation, to know those that come again.
 */
public final class AnnotationImport {
  /** The image is declared, but under a name that is only its id. */
  public static final int MISNAMED_IMAGE = -2;

  private final UUID dataset;
  private final SampleIndex samples;
  private final IssueLog issues;
  private final AnnotationSink sink;
  private final List<ImportedClass> classes = new ArrayList<>();
  private final Map<String, Integer> classPlaces = new HashMap<>();
  private final SeenAnnotations seen = new SeenAnnotations();
  private final IssueLog unheard = new IssueLog();
  private IntPredicate wanted = _ -> true;
  private boolean isRepeated;
  private long imported;
  private long skipped;
  private long repaired;

  public AnnotationImport(UUID dataset, SampleIndex samples, IssueLog issues, AnnotationSink sink) {
    this.dataset = dataset;
    this.samples = samples;
    this.issues = issues;
    this.sink = sink;
  }

  public SampleIndex samples() {
    return samples;
  }

  public IssueLog issues() {
    return isRepeated ? unheard : issues;
  }

  /** Takes an annotation that the dataset has already. */
  public void know(UUID annotation) {
    seen.know(annotation.getMostSignificantBits());
  }

  /** Takes all annotations of the files that follow. */
  public void takeAll() {
    isRepeated = false;
    wanted = _ -> true;
  }

  /**
   * Takes only the annotations of some samples out of the files that follow. These were read before
   * those samples were there; whatever else they have was judged then.
   */
  public void takeOnly(IntPredicate samplesOfInterest) {
    isRepeated = true;
    wanted = samplesOfInterest;
  }

  /** The classes, in the order in which they were first declared. */
  public List<ImportedClass> classes() {
    return List.copyOf(classes);
  }

  public long imported() {
    return imported;
  }

  public long skipped() {
    return skipped;
  }

  public long repaired() {
    return repaired;
  }

  /**
   * Begins a file; annotation ids are unique within one.
   *
   * @param task what the file annotates, such as instances
   */
  public void beginFile(String path, String task) {
    seen.beginFile(path, task);
  }

  /** Declares a class, and gives its place. */
  public int declare(ImportedClass labelClass) {
    return classPlaces.computeIfAbsent(
        labelClass.name(),
        _ -> {
          classes.add(labelClass);
          return classes.size() - 1;
        });
  }

  /** Decides on one annotation. */
  public void add(SourceAnnotation source) {
    if (isRepeated && (source.sample() < 0 || !wanted.test(source.sample()))) {
      return;
    }
    if (source.sample() == MISNAMED_IMAGE) {
      skipped++;
    } else if (source.sample() < 0) {
      skip(
          IssueCode.UNKNOWN_IMAGE,
          "",
          source,
          "There is no image '%s'".formatted(source.imageId()));
    } else if (source.labelClass() < 0) {
      skip(
          IssueCode.UNKNOWN_CLASS,
          path(source),
          source,
          "There is no class '%s'".formatted(source.classId()));
    } else {
      addKnown(source);
    }
  }

  private void addKnown(SourceAnnotation source) {
    if (source.isShapeInvalid()) {
      issues.add(IssueCode.SEGMENTATION_INVALID, path(source), source.id(), "Left out");
    }
    Box box = box(source);
    if (box == null) {
      skip(IssueCode.GEOMETRY_MISSING, path(source), source, "Neither box nor segmentation");
    } else if (!box.isFinite()) {
      skip(IssueCode.NOT_A_NUMBER, path(source), source, box.toString());
    } else if (!box.hasArea()) {
      skip(IssueCode.BOX_WITHOUT_AREA, path(source), source, box.toString());
    } else if (isOutside(source.sample(), box)) {
      skip(IssueCode.BOX_OUT_OF_IMAGE, path(source), source, "Wholly outside: " + box);
    } else {
      addSound(source, box);
    }
  }

  private static @Nullable Box box(SourceAnnotation source) {
    if (source.box() != null) {
      return source.box();
    }
    return source.shape() == null ? null : source.shape().box();
  }

  private void addSound(SourceAnnotation source, Box box) {
    var shape = source.shape();
    String geometry = shape == null ? box.json() : shape.geometry();
    long[] content = contentHash(source.sample(), source.labelClass(), box, geometry);
    switch (seen.add(content[0], source.id())) {
      case NEW -> keep(source, box, shape, geometry, content);
      case JOINED -> skipped++;
      case AGAIN -> {
        // What a sample that has changed had before is no double.
        if (!isRepeated) {
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
      Box box,
      SourceAnnotation.@Nullable Shape shape,
      String geometry,
      long[] content) {
    noteImported(source, box);
    boolean isNewId = seen.isNewId(source.id());
    if (!isNewId) {
      issues.add(
          IssueCode.DUPLICATE_ANNOTATION_ID, path(source), source.id(), "Imported with a new id");
    }
    sink.accept(
        new ImportedAnnotation(
            Ids.derived(content[0], content[1]),
            source.sample(),
            source.labelClass(),
            shape == null ? AnnotationType.BBOX : shape.type(),
            box,
            geometry,
            source.attributes(),
            source.score(),
            source.isCrowd(),
            isNewId && !source.id().isEmpty() ? source.id() : null));
  }

  private void noteImported(SourceAnnotation source, Box box) {
    int sample = source.sample();
    imported++;
    if (source.box() == null || source.isShapeInvalid()) {
      repaired++;
    }
    if (source.box() == null) {
      issues.add(IssueCode.BOX_COMPUTED, path(source), source.id(), box.toString());
    }
    if (samples.width(sample) > 0
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

  private long[] contentHash(int sample, int labelClass, Box box, String geometry) {
    byte[] text =
        "%s\0%s\0%s"
            .formatted(samples.path(sample), classes.get(labelClass).name(), geometry)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer content = ByteBuffer.allocate(48 + text.length);
    content.putLong(dataset.getMostSignificantBits()).putLong(dataset.getLeastSignificantBits());
    content.putDouble(box.x()).putDouble(box.y()).putDouble(box.width()).putDouble(box.height());
    content.put(text);
    return MurmurHash3.hash128x64(content.array());
  }
}
