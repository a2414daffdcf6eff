package io.granary.formats.yolo;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one label file after the other. An empty one says that there is nothing on its image. */
final class LabelFiles {
  private static final int MOST_BYTES = 16 << 20;
  private static final String TASK = "labels";

  private final YoloConfigs configs;
  private final YoloVariants variants;
  private final AnnotationImport target;
  private final SharedLabels shared;
  private final List<String> doubts;
  private final Map<String, ClassPlaces> classes = new HashMap<>();
  private boolean isUnnamedTold;

  LabelFiles(
      YoloConfigs configs, YoloVariants variants, List<String> doubts, AnnotationImport target) {
    this.configs = configs;
    this.variants = variants;
    this.doubts = new ArrayList<>(doubts);
    this.target = target;
    this.shared = SharedLabels.of(target.samples());
  }

  /**
   * Reads a file, if it is one of labels.
   *
   * @param sample that it is for; negative when there is none
   */
  void read(SetFile file, Content content, int sample) throws IOException {
    Optional<YoloConfig> yaml = configs.yaml(file.path());
    YoloVariant variant = variants.of(yaml);
    Optional<String> text = SmallText.read(content, MOST_BYTES);
    if (text.isEmpty()) {
      if (sample != SampleIndex.NONE || LabelPlaces.isInLabelFolder(file.path())) {
        target.refuse(
            file,
            variant.format(),
            IssueCode.ANNOTATION_FILE_UNREADABLE,
            "Larger than %d bytes".formatted(MOST_BYTES));
      }
      return;
    }
    if (sample == SampleIndex.NONE && !isLabels(file, text.get())) {
      return;
    }
    target.beginFile(file, variant.format(), TASK);
    tellDoubts(file);
    if (!text.get().isBlank()) {
      tellShared(file, sample);
      ClassPlaces places = places(file, yaml);
      var rows =
          new RowReader(
              variant,
              variants.keypoints(yaml),
              places,
              target.samples(),
              sample,
              LabelPlaces.imageStem(file.path()));
      int number = 0;
      for (Iterator<String> lines = text.get().lines().iterator(); lines.hasNext(); ) {
        String line = lines.next();
        number++;
        if (!line.isBlank()) {
          target.add(rows.read(LabelRow.of(line), "%s:%d".formatted(file.path(), number)));
        }
      }
    }
    target.endFile();
  }

  /** Declares the classes of a set without any label. */
  void end() {
    if (classes.isEmpty()) {
      ClassPlaces.of(target, configs.naming(""), configs.yaml(""));
    }
  }

  /** A file without an image is one of labels by its place, or else by what is in it. */
  private static boolean isLabels(SetFile file, String text) {
    return LabelPlaces.isInLabelFolder(file.path())
        ? !LabelPlaces.isDocument(file.path()) && text.lines().anyMatch(LabelFiles::isNumbered)
        : LabelSurvey.areRows(text);
  }

  private static boolean isNumbered(String line) {
    return LabelRow.of(line).labelClass() >= 0;
  }

  private void tellDoubts(SetFile file) {
    if (file.isNew()) {
      doubts.forEach(
          doubt -> target.issues().add(IssueCode.FORMAT_AMBIGUOUS, file.path(), "", doubt));
      doubts.clear();
    }
  }

  /** Ultralytics gives the rows to each of the images; here they are imported once. */
  private void tellShared(SetFile file, int sample) {
    if (file.isNew() && shared.isShared(sample)) {
      target
          .issues()
          .add(
              IssueCode.FORMAT_AMBIGUOUS,
              file.path(),
              "",
              "Images of several extensions have this name; only '%s' has the rows"
                  .formatted(target.samples().path(sample)));
    }
  }

  private ClassPlaces places(SetFile file, Optional<YoloConfig> yaml) {
    Optional<YoloConfig> naming = configs.naming(file.path());
    String key = naming.map(config -> config.file().path()).orElse("");
    ClassPlaces places = classes.computeIfAbsent(key, _ -> ClassPlaces.of(target, naming, yaml));
    if (!places.isNamed() && !isUnnamedTold && file.isNew()) {
      isUnnamedTold = true;
      target
          .issues()
          .add(
              IssueCode.FORMAT_AMBIGUOUS,
              file.path(),
              "",
              "There are no class names; classes are named by their numbers");
    }
    return places;
  }
}
