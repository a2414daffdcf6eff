package io.granary.formats.annotations;

import io.granary.domain.AnnotationState;
import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.formats.annotations.Judge.Of;
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
  private final ClassTable classes = new ClassTable();
  private final Splits splits;
  private final Upright upright;
  private final Judge judge;
  private final FileVerdicts verdicts = new FileVerdicts();
  private IssueLog ofFile = new IssueLog();
  private boolean isRepeated;
  private String file = "";
  private String format = "";
  private long fileBegan;
  private long fileImported;

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
    this.splits = new Splits(samples);
    this.upright = new Upright(samples);
    this.judge = new Judge(dataset, samples, fresh, classes, upright, sink);
  }

  public SampleIndex samples() {
    return samples;
  }

  /** Whether a sample came with this import. */
  public boolean isFresh(int sample) {
    return fresh.test(sample);
  }

  /** Where readers say what is wrong with the file that was begun; told when it ends. */
  public IssueLog issues() {
    return ofFile;
  }

  /** The classes, in the order in which they were first declared. */
  public List<ImportedClass> classes() {
    return classes.all();
  }

  /** The name of a class by its place. */
  public String className(int place) {
    return classes.name(place);
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
    return judge.imported();
  }

  public long skipped() {
    return judge.skipped();
  }

  public long repaired() {
    return judge.repaired();
  }

  /**
   * Takes an annotation that the dataset has already: it comes no second time, nor does another
   * file's word of the same object.
   *
   * @param sample place in the index
   * @param labelClass place among the classes; negative for none
   * @param sourceId its id in the file that it came from; null when it has none
   */
  public void know(
      UUID annotation, int sample, int labelClass, @Nullable Box box, @Nullable String sourceId) {
    judge.know(annotation, sample, labelClass, box, sourceId);
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
    isRepeated = !begun.isNew();
    begin(begun.path(), formatName, task, isRepeated ? Of.NEW_SAMPLES : Of.ALL_SAMPLES);
  }

  /** Begins what the places of samples say, such as their folders. */
  public void beginSamples(String formatName) {
    isRepeated = false;
    begin("", formatName, "classification", Of.NEW_SAMPLES);
  }

  private void begin(String path, String formatName, String task, Of which) {
    file = path;
    format = formatName;
    fileBegan = judge.imported() + judge.skipped();
    fileImported = judge.imported();
    ofFile = new IssueLog();
    upright.begin();
    judge.begin(path, task, which, ofFile);
  }

  /** Ends what was begun last. */
  public void endFile() {
    if (!isRepeated) {
      issues.addAll(ofFile);
    }
    if (!isRepeated && !file.isEmpty()) {
      verdicts.add(
          new FileVerdict(
              file,
              format,
              null,
              judge.imported() + judge.skipped() - fileBegan,
              judge.imported() - fileImported));
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
    judge.add(source);
  }

  /** Decides on one of a backup: it comes as its dataset had it, unless it makes no sense. */
  public void restore(SourceAnnotation source, AnnotationState state) {
    judge.restore(source, state);
  }

  /**
   * Gives a sample the very split that a backup says it had.
   *
   * @param split null when it had none
   */
  public void restoreSplit(int sample, @Nullable String split) {
    if (!isRepeated || fresh.test(sample)) {
      splits.restore(sample, split);
    }
  }

  /**
   * Skips an annotation of which no more can be told than where it is in the file.
   *
   * @param place such as its line
   */
  public void skip(IssueCode code, String place, String detail) {
    judge.skip(code, file, place, detail);
  }

  /**
   * Decides on an entry that only says that there is nothing on an image: it is among the skipped.
   *
   * @param id of the entry in its file; empty when it has none
   */
  public void addBackground(int sample, String imageId, String id) {
    judge.addBackground(sample, imageId, id);
  }
}
