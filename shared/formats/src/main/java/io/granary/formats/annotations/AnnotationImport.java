package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.Ids;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides on every annotation of an import, in one place for all formats: imported and skipped add
 * up to what the files have, repaired ones are among the imported. Memory is some 24 bytes an
 * annotation, to know those that come again.
 *
 * <p>Readers begin a file, give what it has, and end it. What was read by an earlier import is read
 * again for the samples that are new, and in silence.
 */
public final class AnnotationImport {
  /** The image is declared, but under a name that is only its id. */
  public static final int MISNAMED_IMAGE = -2;

  private final SampleIndex samples;
  private final IntPredicate fresh;
  private final IssueLog issues;
  private final AnnotationSink sink;
  private final ClassTable classes = new ClassTable();
  private final ContentHash hashes;
  private final SeenAnnotations seen = new SeenAnnotations();
  private final Splits splits;
  private final Upright upright;
  private final FileVerdicts verdicts = new FileVerdicts();
  private IssueLog ofFile = new IssueLog();
  private boolean isRepeated;
  private boolean isOfFresh;
  private String file = "";
  private String format = "";
  private long fileBegan;
  private long fileImported;
  private long imported;
  private long skipped;
  private long repaired;

  /** An import into a dataset whose samples are all new. */
  public AnnotationImport(UUID dataset, SampleIndex samples, IssueLog issues, AnnotationSink sink) {
    this(dataset, samples, _ -> true, issues, sink);
  }

  /**
   * @param fresh whether a sample came with this import
   */
  public AnnotationImport(
      UUID dataset, SampleIndex samples, IntPredicate fresh, IssueLog issues, AnnotationSink sink) {
    this.samples = samples;
    this.fresh = fresh;
    this.issues = issues;
    this.sink = sink;
    this.hashes = new ContentHash(dataset, samples);
    this.splits = new Splits(samples);
    this.upright = new Upright(samples);
  }

  public SampleIndex samples() {
    return samples;
  }

  /** Where readers say what is wrong with the file that was begun; told when it ends. */
  public IssueLog issues() {
    return ofFile;
  }

  /** The classes, in the order in which they were first declared. */
  public List<ImportedClass> classes() {
    return classes.all();
  }

  public Splits splits() {
    return splits;
  }

  /** The verdicts on files, of many only some; those that were refused come first. */
  public List<FileVerdict> files() {
    return verdicts.some();
  }

  /** How many files were looked at. */
  public long fileCount() {
    return verdicts.count();
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

  /** Takes an annotation that the dataset has already. */
  public void know(UUID annotation) {
    seen.know(annotation.getMostSignificantBits());
  }

  /** Declares a class, and gives its place. */
  public int declare(ImportedClass labelClass) {
    return classes.declare(labelClass);
  }

  /**
   * Begins a file; annotation ids are unique within one.
   *
   * @param formatName of the format that it is read as
   * @param task what the file annotates, such as instances; the same annotation in files of two
   *     tasks is one
   */
  public void beginFile(SetFile begun, String formatName, String task) {
    begin(begun.path(), formatName, task, !begun.isNew());
    isOfFresh = isRepeated;
  }

  /** Begins what the places of samples say, such as their folders. */
  public void beginSamples(String formatName) {
    begin("", formatName, "classification", false);
    isOfFresh = true;
  }

  private void begin(String path, String formatName, String task, boolean repeated) {
    isRepeated = repeated;
    file = path;
    format = formatName;
    fileBegan = imported + skipped;
    fileImported = imported;
    ofFile = new IssueLog();
    seen.beginFile(path, task);
  }

  /** Ends what was begun last. */
  public void endFile() {
    if (!isRepeated) {
      issues.addAll(ofFile);
    }
    if (!isRepeated && !file.isEmpty()) {
      verdicts.add(
          new FileVerdict(
              file, format, null, imported + skipped - fileBegan, imported - fileImported));
    }
  }

  /**
   * Leaves a file out, and says why. When it was begun, it is ended so; no annotation of it was
   * given.
   */
  public void refuse(SetFile refused, String formatName, IssueCode code, String problem) {
    ofFile = new IssueLog();
    if (refused.isNew()) {
      issues.add(code, refused.path(), "", problem);
      verdicts.add(new FileVerdict(refused.path(), formatName, problem, 0, 0));
    }
  }

  /** Gives a sample the split that a file names. */
  public void giveSplit(int sample, String split) {
    if (sample >= 0) {
      splits.give(sample, split, file.isEmpty() ? "Its folder" : file, issues());
    }
  }

  /**
   * Says what size a file declares for an image, before its annotations. Where that is the size as
   * the picture is stored, its annotations are turned upright.
   *
   * @param sample place in the index; negative for none
   * @param width pixels; 0 when it declares none
   */
  public void declareSize(int sample, String imageId, int width, int height) {
    if (sample >= 0) {
      upright.declare(sample, imageId, width, height, issues());
    }
  }

  /** Decides on one annotation. */
  public void add(SourceAnnotation source) {
    if (isOfFresh && (source.sample() < 0 || !fresh.test(source.sample()))) {
      return;
    }
    if (source.sample() == MISNAMED_IMAGE) {
      skipped++;
    } else if (source.sample() < 0) {
      skip(IssueCode.UNKNOWN_IMAGE, "", source, "There is no image '" + source.imageId() + "'");
    } else if (source.labelClass() < 0 && !source.needsNoClass()) {
      skip(
          IssueCode.UNKNOWN_CLASS,
          path(source),
          source,
          "There is no class '%s'".formatted(source.classId()));
    } else {
      addKnown(upright.turn(source));
    }
  }

  /**
   * Skips an annotation of which no more can be told than where it is in the file.
   *
   * @param place such as its line
   */
  public void skip(IssueCode code, String place, String detail) {
    if (!isOfFresh) {
      skipped++;
      issues().add(code, file, place, detail);
    }
  }

  /**
   * Decides on an entry that only says that there is nothing on an image: it is among the skipped.
   *
   * @param id of the entry in its file; empty when it has none
   */
  public void addBackground(int sample, String imageId, String id) {
    var entry = SourceAnnotation.broken(sample, imageId, SourceAnnotation.NO_CLASS, "").withId(id);
    if (sample < 0) {
      add(entry);
    } else if (!isOfFresh || fresh.test(sample)) {
      skip(IssueCode.BACKGROUND_ENTRY, path(entry), entry, "Nothing is on the image");
    }
  }

  private void addKnown(SourceAnnotation source) {
    if (source.isShapeInvalid()) {
      issues().add(IssueCode.SEGMENTATION_INVALID, path(source), source.id(), "Left out");
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
      case JOINED -> skipped++;
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
    boolean isNewId = seen.isNewId(source.id());
    if (!isNewId) {
      issues()
          .add(
              IssueCode.DUPLICATE_ANNOTATION_ID,
              path(source),
              source.id(),
              "Imported with a new id");
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

  private void noteImported(SourceAnnotation source, @Nullable Box box) {
    int sample = source.sample();
    imported++;
    boolean isComputed = source.box() == null && box != null;
    if (isComputed || source.isShapeInvalid() || upright.isTurned(sample)) {
      repaired++;
    }
    if (isComputed) {
      issues().add(IssueCode.BOX_COMPUTED, path(source), source.id(), box.toString());
    }
    if (box != null
        && samples.width(sample) > 0
        && box.reachesOutOf(samples.width(sample), samples.height(sample))) {
      issues()
          .add(
              IssueCode.BOX_OUT_OF_IMAGE,
              path(source),
              source.id(),
              "%s in %d x %d".formatted(box, samples.width(sample), samples.height(sample)));
    }
    seen.overlap(sample)
        .ifPresent(
            files -> issues().add(IssueCode.ANNOTATION_FILES_OVERLAP, path(source), "", files));
  }

  private boolean isOutside(int sample, Box box) {
    return samples.width(sample) > 0
        && box.isOutsideOf(samples.width(sample), samples.height(sample));
  }

  private void skip(IssueCode code, String path, SourceAnnotation source, String detail) {
    skipped++;
    issues().add(code, path, source.id(), detail);
  }

  private String path(SourceAnnotation source) {
    return samples.path(source.sample());
  }
}
